package org.gradus.lecture.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.util.ArrayList;
import java.util.List;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.chart.Panel;

/** Bars that lie one below the other, from 0 to the right, each with its name and its number. */
public final class BarPanel implements Panel {
  private static final int MARGIN = 24;
  private static final int TITLE_HEIGHT = 70;
  private static final int TITLE_SIZE = 24;
  private static final int TEXT_SIZE = 20;
  private static final double FILLED = 0.7;
  private static final float[] DASHES = {10, 8};

  private final String title;
  private final String unit;
  private final List<Bar> bars = new ArrayList<>();
  private double level = Double.NaN;

  /** A bar with what it is labelled with. */
  private record Bar(String name, double value, Color color) {}

  /**
   * Creates a panel without bars.
   *
   * @param title what is shown
   * @param unit of the lengths
   */
  public BarPanel(String title, String unit) {
    this.title = title;
    this.unit = unit;
  }

  /**
   * Adds a bar below the others, and returns this panel.
   *
   * @param value a finite number, at least 0
   */
  public BarPanel bar(String name, double value, Color color) {
    bars.add(new Bar(name, value, color));
    return this;
  }

  /** Draws a dashed line through all bars at a value, at least 0, and returns this panel. */
  public BarPanel level(double value) {
    level = value;
    return this;
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    graphics.setColor(Palette.INK.color());
    graphics.setFont(Palette.font(Font.BOLD, TITLE_SIZE));
    String heading = "%s (%s)".formatted(title, unit);
    int headingWidth = graphics.getFontMetrics().stringWidth(heading);
    graphics.drawString(heading, (width - headingWidth) / 2, MARGIN + TITLE_SIZE);
    graphics.setFont(Palette.font(Font.PLAIN, TEXT_SIZE));
    int left = MARGIN + TEXT_SIZE / 2 + widest(graphics, bars.stream().map(Bar::name).toList());
    int right =
        width
            - MARGIN
            - TEXT_SIZE / 2
            - widest(graphics, bars.stream().map(bar -> Numbers.text(bar.value)).toList());
    double longest =
        Math.max(
            Double.isNaN(level) ? 0 : level, bars.stream().mapToDouble(Bar::value).max().orElse(1));
    double scale = (right - left) / longest;
    double step = (height - TITLE_HEIGHT - MARGIN) / (double) bars.size();
    if (!Double.isNaN(level)) {
      int x = left + (int) Math.round(level * scale);
      graphics.setColor(Palette.INK.color());
      graphics.setStroke(
          new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, DASHES, 0));
      graphics.drawLine(x, TITLE_HEIGHT, x, height - MARGIN);
    }
    for (int i = 0; i < bars.size(); i++) {
      paint(graphics, bars.get(i), left, TITLE_HEIGHT + i * step, scale, step);
    }
  }

  private static void paint(
      Graphics2D graphics, Bar bar, int left, double top, double scale, double step) {
    int thickness = (int) Math.round(FILLED * step);
    int y = (int) Math.round(top + (step - thickness) / 2);
    int length = (int) Math.round(bar.value * scale);
    graphics.setColor(bar.color);
    graphics.fillRect(left, y, length, thickness);
    int baseline = y + thickness / 2 + TEXT_SIZE / 3;
    int gap = TEXT_SIZE / 2;
    String number = Numbers.text(bar.value);
    int numberWidth = graphics.getFontMetrics().stringWidth(number);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(left + length, y, numberWidth + 2 * gap, thickness);
    graphics.setColor(Palette.INK.color());
    graphics.drawString(
        bar.name, left - gap - graphics.getFontMetrics().stringWidth(bar.name), baseline);
    graphics.drawString(number, left + length + gap, baseline);
  }

  private static int widest(Graphics2D graphics, List<String> texts) {
    return texts.stream().mapToInt(graphics.getFontMetrics()::stringWidth).max().orElse(0);
  }
}
