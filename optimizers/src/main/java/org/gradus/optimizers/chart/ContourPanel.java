package org.gradus.optimizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;

/**
 * Heights over a rectangle, as colours and as lines of equal height, with a scale beside them.
 *
 * @param title what is shown
 * @param x what is across, with its unit
 * @param y what is upwards, with its unit
 * @param quantity what the heights are, with their unit
 * @param grid the heights; between its places they are interpolated
 */
public record ContourPanel(String title, String x, String y, String quantity, Grid grid)
    implements Panel {
  private static final int LEFT = 110;
  private static final int RIGHT = 160;
  private static final int TOP = 56;
  private static final int BOTTOM = 90;
  private static final int SCALE_GAP = 24;
  private static final int SCALE_WIDTH = 24;
  private static final int MOST_TICKS = 7;
  private static final int MOST_LINES = 16;
  private static final int TICK_GAP = 8;
  private static final int HALF_LETTER = 7;

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    Rectangle2D area =
        new Rectangle2D.Double(LEFT, TOP, width - LEFT - RIGHT, height - TOP - BOTTOM);
    ColorScale colors = new ColorScale(grid.lowest(), grid.highest());
    new Labels(graphics).title(title, width);
    fill(graphics, area, colors);
    graphics.setStroke(new BasicStroke(1.4f));
    graphics.setColor(new Color(255, 255, 255, 190));
    for (double level : Ticks.within(grid.lowest(), grid.highest(), MOST_LINES)) {
      for (int row = 0; row + 1 < grid.y().length; row++) {
        for (int column = 0; column + 1 < grid.x().length; column++) {
          drawLevel(graphics, area, level, row, column);
        }
      }
    }
    graphics.setColor(Palette.INK.color());
    graphics.draw(area);
    paintAxes(graphics, area);
    paintScale(graphics, area, colors);
  }

  private void fill(Graphics2D graphics, Rectangle2D area, ColorScale colors) {
    for (int j = 0; j < area.getHeight(); j++) {
      double v = 1 - (j + 0.5) / area.getHeight();
      for (int i = 0; i < area.getWidth(); i++) {
        double u = (i + 0.5) / area.getWidth();
        graphics.setColor(colors.at(interpolated(u, v)));
        graphics.fillRect((int) area.getX() + i, (int) area.getY() + j, 1, 1);
      }
    }
  }

  /** Returns the height at a place of the unit square, linear in each cell's two directions. */
  private double interpolated(double u, double v) {
    double atX = grid.x()[0] + u * (grid.x()[grid.x().length - 1] - grid.x()[0]);
    double atY = grid.y()[0] + v * (grid.y()[grid.y().length - 1] - grid.y()[0]);
    int column = cell(grid.x(), atX);
    int row = cell(grid.y(), atY);
    double s = share(grid.x(), column, atX);
    double t = share(grid.y(), row, atY);
    double[] below = grid.heights()[row];
    double[] above = grid.heights()[row + 1];
    double low = below[column] + s * (below[column + 1] - below[column]);
    double high = above[column] + s * (above[column + 1] - above[column]);
    return low + t * (high - low);
  }

  private static int cell(double[] places, double place) {
    int cell = 0;
    while (cell + 2 < places.length && places[cell + 1] <= place) {
      cell++;
    }
    return cell;
  }

  private static double share(double[] places, int cell, double place) {
    return (place - places[cell]) / (places[cell + 1] - places[cell]);
  }

  /** Draws the line of a level through a cell, between the edges that it crosses. */
  private void drawLevel(Graphics2D graphics, Rectangle2D area, double level, int row, int column) {
    double[][] h = grid.heights();
    // Around the cell: its corners as (row, column) beside the first.
    int[][] corners = {{0, 0}, {0, 1}, {1, 1}, {1, 0}};
    List<double[]> crossings = new ArrayList<>();
    double sum = 0;
    for (int i = 0; i < corners.length; i++) {
      int[] a = corners[i];
      int[] b = corners[(i + 1) % corners.length];
      double from = h[row + a[0]][column + a[1]];
      double to = h[row + b[0]][column + b[1]];
      sum += from;
      if (from < level != to < level) {
        double s = (level - from) / (to - from);
        crossings.add(
            new double[] {
              across(area, column + a[1], column + b[1], s), up(area, row + a[0], row + b[0], s)
            });
      }
    }
    // Four crossings are a saddle: its middle says which two belong together.
    boolean turned =
        crossings.size() == 4 && (sum / corners.length < level) != (h[row][column] < level);
    for (int i = 0; i + 1 < crossings.size(); i += 2) {
      double[] a = crossings.get(turned ? (i + 3) % crossings.size() : i);
      double[] b = crossings.get(turned ? i : i + 1);
      graphics.draw(new Line2D.Double(a[0], a[1], b[0], b[1]));
    }
  }

  private double across(Rectangle2D area, int from, int to, double share) {
    double[] x = grid.x();
    double place = x[from] + share * (x[to] - x[from]);
    return area.getX() + area.getWidth() * (place - x[0]) / (x[x.length - 1] - x[0]);
  }

  private double up(Rectangle2D area, int from, int to, double share) {
    double[] y = grid.y();
    double place = y[from] + share * (y[to] - y[from]);
    return area.getMaxY() - area.getHeight() * (place - y[0]) / (y[y.length - 1] - y[0]);
  }

  private void paintAxes(Graphics2D graphics, Rectangle2D area) {
    Labels labels = new Labels(graphics);
    double[] xs = grid.x();
    double left = xs[0];
    double right = xs[xs.length - 1];
    for (double tick : Ticks.within(left, right, MOST_TICKS)) {
      double place = area.getX() + area.getWidth() * (tick - left) / (right - left);
      labels.tick(tick, place, area.getMaxY() + 4 * HALF_LETTER);
    }
    double[] ys = grid.y();
    double low = ys[0];
    double high = ys[ys.length - 1];
    for (double tick : Ticks.within(low, high, MOST_TICKS)) {
      double place = area.getMaxY() - area.getHeight() * (tick - low) / (high - low);
      labels.tickBefore(tick, area.getX() - TICK_GAP, place + HALF_LETTER);
    }
    labels.axis(x, area.getCenterX(), area.getMaxY() + 9 * HALF_LETTER);
    labels.uprightAxis(y, area.getX() - 10 * HALF_LETTER, area.getCenterY());
  }

  private void paintScale(Graphics2D graphics, Rectangle2D area, ColorScale colors) {
    int left = (int) area.getMaxX() + SCALE_GAP;
    int length = (int) area.getHeight();
    double range = colors.high() - colors.low();
    for (int j = 0; j < length; j++) {
      graphics.setColor(colors.at(colors.high() - range * j / length));
      graphics.fillRect(left, (int) area.getY() + j, SCALE_WIDTH, 1);
    }
    Labels labels = new Labels(graphics);
    for (double tick : Ticks.within(colors.low(), colors.high(), MOST_TICKS)) {
      double share = range > 0 ? (tick - colors.low()) / range : 0.5;
      double place = area.getMaxY() - area.getHeight() * share;
      labels.tickAfter(tick, left + SCALE_WIDTH + TICK_GAP, place + HALF_LETTER);
    }
    labels.uprightAxis(quantity, area.getMaxX() + RIGHT - 3 * HALF_LETTER, area.getCenterY());
  }
}
