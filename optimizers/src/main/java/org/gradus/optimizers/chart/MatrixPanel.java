package org.gradus.optimizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A matrix as coloured cells, the first row above, each with a text of its own or without: counts
 * of pairs, confusion, attention, what of a layer is saturated.
 *
 * <p>The least number is white and the largest blue, with the scale at the right. What is not a
 * number is grey. Long names of columns are turned upwards.
 */
public final class MatrixPanel implements Panel {
  private static final int LEFT = 90;
  private static final int TOP = 90;
  private static final int RIGHT = 120;
  private static final int BOTTOM = 90;

  /** The room for the name of an axis. */
  private static final int AXIS = 64;

  private static final int BAR = 24;
  private static final int GAP = 16;
  private static final int TITLE_SIZE = 24;
  private static final int AXIS_SIZE = 22;
  private static final int LABEL_SIZE = 18;
  private static final int SHADES = 128;
  private static final double DARK = 0.55;
  private static final double FILLED = 0.9;
  private static final MathContext DIGITS = new MathContext(3);

  private final String title;
  private final String x;
  private final String y;
  private final double[][] values;
  private double low;
  private double high;
  private boolean signed;
  private List<String> rowLabels = List.of();
  private List<String> columnLabels = List.of();
  private String @Nullable [][] texts;

  /**
   * Creates a panel.
   *
   * @param title what is shown
   * @param x what the columns are
   * @param y what the rows are
   * @param values the rows, at least one, of the same length of at least one
   * @throws IllegalArgumentException if there are none, or the rows differ in length
   */
  public MatrixPanel(String title, String x, String y, double[][] values) {
    int columns = values.length == 0 ? 0 : values[0].length;
    if (columns == 0 || Arrays.stream(values).anyMatch(row -> row.length != columns)) {
      throw new IllegalArgumentException(
          "[matrix panel] the numbers are not a matrix: expected rows of one length, got rows of %s."
              .formatted(Arrays.stream(values).map(row -> row.length).toList()));
    }
    this.title = title;
    this.x = x;
    this.y = y;
    this.values = Arrays.stream(values).map(double[]::clone).toArray(double[][]::new);
    double[] finite =
        Arrays.stream(values).flatMapToDouble(Arrays::stream).filter(Double::isFinite).toArray();
    this.low = Arrays.stream(finite).min().orElse(0);
    this.high = Arrays.stream(finite).max().orElse(1);
  }

  /** Sets which numbers are white and which are blue, and returns this panel. */
  public MatrixPanel range(double white, double blue) {
    low = white;
    high = blue;
    return this;
  }

  /**
   * Lets 0 be white, positive numbers blue and negative ones red, and returns this panel.
   *
   * @param full what is the full colour, and its negative, above 0
   */
  public MatrixPanel signed(double full) {
    signed = true;
    return range(-full, full);
  }

  /**
   * Names rows and columns, and returns this panel.
   *
   * @throws IllegalArgumentException if there is not a name for each
   */
  public MatrixPanel labels(List<String> rows, List<String> columns) {
    if (rows.size() != values.length || columns.size() != values[0].length) {
      throw new IllegalArgumentException(
          "[matrix panel] labels do not fit: expected %s rows and %s columns, got %s and %s."
              .formatted(values.length, values[0].length, rows.size(), columns.size()));
    }
    rowLabels = List.copyOf(rows);
    columnLabels = List.copyOf(columns);
    return this;
  }

  /**
   * Puts a text into each cell, as large as fits into all, and returns this panel.
   *
   * @param cells of one line or several, separated by line feeds
   * @throws IllegalArgumentException if there is not a text for each cell
   */
  public MatrixPanel texts(String[][] cells) {
    int columns = values[0].length;
    if (cells.length != values.length
        || Arrays.stream(cells).anyMatch(row -> row.length != columns)) {
      throw new IllegalArgumentException(
          "[matrix panel] texts do not fit: expected %s rows of %s, got rows of %s."
              .formatted(
                  values.length, columns, Arrays.stream(cells).map(row -> row.length).toList()));
    }
    texts = Arrays.stream(cells).map(String[]::clone).toArray(String[][]::new);
    return this;
  }

  /** Where the cells are, and whether the names of columns are turned because they are long. */
  private record Area(
      int left, int right, int bottom, double cellWidth, double cellHeight, boolean turned) {
    /** Returns the middle of a column. */
    double x(int column) {
      return left + (column + 0.5) * cellWidth;
    }

    /** Returns the middle of a row. */
    double y(int row) {
      return TOP + (row + 0.5) * cellHeight;
    }

    Rectangle2D cell(int row, int column) {
      double from = Math.rint(left + column * cellWidth);
      double top = Math.rint(TOP + row * cellHeight);
      double to = Math.rint(left + (column + 1) * cellWidth);
      double end = Math.rint(TOP + (row + 1) * cellHeight);
      return new Rectangle2D.Double(from, top, to - from, end - top);
    }
  }

  /** Leaves as much room beside the cells as the names of rows and columns need. */
  private Area area(Graphics2D graphics, int width, int height) {
    FontMetrics metrics = graphics.getFontMetrics(Palette.font(Font.PLAIN, LABEL_SIZE));
    int left = Math.max(LEFT, AXIS + widest(metrics, rowLabels));
    int right = width - RIGHT;
    double cellWidth = (double) (right - left) / values[0].length;
    int widest = widest(metrics, columnLabels);
    boolean turned = widest > cellWidth;
    int bottom = height - (turned ? Math.max(BOTTOM, AXIS + widest) : BOTTOM);
    double cellHeight = (double) (bottom - TOP) / values.length;
    return new Area(left, right, bottom, cellWidth, cellHeight, turned);
  }

  private static int widest(FontMetrics metrics, List<String> texts) {
    return texts.stream().mapToInt(metrics::stringWidth).max().orElse(0);
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    Area area = area(graphics, width, height);
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        graphics.setColor(color(shade(values[row][column])));
        graphics.fill(area.cell(row, column));
      }
    }
    paintTexts(graphics, area);
    paintAxes(graphics, width, height, area);
    paintLabels(graphics, area);
    paintScale(graphics, area);
  }

  /** Returns where a number is in the range, from 0 to 1. */
  private double shade(double value) {
    double share = high == low ? 0 : (value - low) / (high - low);
    return Math.min(Math.max(share, 0), 1);
  }

  private Color color(double shade) {
    if (Double.isNaN(shade)) {
      return Palette.GRID.color();
    }
    Color full = (signed && shade < 0.5 ? Palette.VERMILLION : Palette.BLUE).color();
    double share = strength(shade);
    return new Color(
        mixed(full.getRed(), share), mixed(full.getGreen(), share), mixed(full.getBlue(), share));
  }

  private double strength(double shade) {
    return signed ? Math.abs(2 * shade - 1) : shade;
  }

  private static int mixed(int full, double shade) {
    return (int) Math.round(255 + shade * (full - 255));
  }

  private void paintTexts(Graphics2D graphics, Area area) {
    if (texts == null) {
      return;
    }
    graphics.setFont(fitting(graphics, texts, area.cellWidth, area.cellHeight));
    FontMetrics metrics = graphics.getFontMetrics();
    for (int row = 0; row < values.length; row++) {
      for (int column = 0; column < values[row].length; column++) {
        boolean dark = strength(shade(values[row][column])) > DARK;
        graphics.setColor(dark ? Color.WHITE : Palette.INK.color());
        List<String> lines = texts[row][column].lines().toList();
        double top = area.y(row) - lines.size() * metrics.getHeight() / 2.0;
        for (int i = 0; i < lines.size(); i++) {
          double baseline = top + i * metrics.getHeight() + metrics.getAscent();
          centered(graphics, lines.get(i), area.x(column), baseline);
        }
      }
    }
  }

  private static Font fitting(Graphics2D graphics, String[][] texts, double width, double height) {
    Font large = Palette.font(Font.PLAIN, LABEL_SIZE);
    FontMetrics metrics = graphics.getFontMetrics(large);
    double ratio = 1;
    for (String text : Arrays.stream(texts).flatMap(Arrays::stream).toList()) {
      List<String> lines = text.lines().toList();
      double widest = lines.stream().mapToInt(metrics::stringWidth).max().orElse(0);
      ratio = Math.min(ratio, FILLED * width / Math.max(1, widest));
      ratio = Math.min(ratio, FILLED * height / Math.max(1, lines.size() * metrics.getHeight()));
    }
    return large.deriveFont((float) (ratio * LABEL_SIZE));
  }

  private void paintAxes(Graphics2D graphics, int width, int height, Area area) {
    graphics.setColor(Palette.INK.color());
    graphics.setStroke(new BasicStroke(1));
    graphics.drawRect(area.left, TOP, area.right - area.left, area.bottom - TOP);
    graphics.setFont(Palette.font(Font.BOLD, TITLE_SIZE));
    centered(graphics, title, width / 2.0, TOP / 2.0);
    graphics.setFont(Palette.font(Font.PLAIN, AXIS_SIZE));
    centered(graphics, x, (area.left + area.right) / 2.0, height - GAP);
    turned(graphics, y, 2 * GAP, (TOP + area.bottom) / 2.0);
  }

  private void paintLabels(Graphics2D graphics, Area area) {
    graphics.setFont(Palette.font(Font.PLAIN, LABEL_SIZE));
    FontMetrics metrics = graphics.getFontMetrics();
    double half = metrics.getAscent() / 2.0 - 2;
    for (int column = 0; column < columnLabels.size(); column++) {
      String label = columnLabels.get(column);
      double at = area.x(column);
      if (area.turned) {
        double middle = area.bottom + (GAP + metrics.stringWidth(label)) / 2.0;
        turned(graphics, label, at + half, middle);
      } else {
        centered(graphics, label, at, area.bottom + 1.25 * LABEL_SIZE);
      }
    }
    for (int row = 0; row < rowLabels.size(); row++) {
      String label = rowLabels.get(row);
      int from = area.left - GAP / 2 - metrics.stringWidth(label);
      graphics.drawString(label, from, (float) (area.y(row) + half));
    }
  }

  /** Writes a text upwards, with its middle at a height. */
  private static void turned(Graphics2D graphics, String text, double baseline, double middle) {
    Graphics2D upwards = (Graphics2D) graphics.create();
    upwards.rotate(-Math.PI / 2);
    centered(upwards, text, -middle, baseline);
    upwards.dispose();
  }

  private void paintScale(Graphics2D graphics, Area area) {
    int left = area.right + GAP;
    double step = (double) (area.bottom - TOP) / SHADES;
    for (int i = 0; i < SHADES; i++) {
      graphics.setColor(color(1 - (i + 0.5) / SHADES));
      double top = Math.rint(TOP + i * step);
      graphics.fill(new Rectangle2D.Double(left, top, BAR, Math.rint(TOP + (i + 1) * step) - top));
    }
    graphics.setColor(Palette.INK.color());
    graphics.drawRect(left, TOP, BAR, area.bottom - TOP);
    graphics.drawString(text(high), left + BAR + GAP / 2, TOP + LABEL_SIZE);
    graphics.drawString(text(low), left + BAR + GAP / 2, area.bottom);
  }

  private static String text(double value) {
    BigDecimal rounded = BigDecimal.valueOf(value).round(DIGITS).stripTrailingZeros();
    return Math.abs(value) < 1e5 ? rounded.toPlainString() : rounded.toString();
  }

  private static void centered(Graphics2D graphics, String text, double at, double baseline) {
    double width = graphics.getFontMetrics().getStringBounds(text, graphics).getWidth();
    graphics.drawString(text, (float) (at - width / 2), (float) baseline);
  }
}
