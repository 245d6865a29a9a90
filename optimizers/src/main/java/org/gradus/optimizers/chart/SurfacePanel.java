package org.gradus.optimizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;

/**
 * Heights over a rectangle as a surface in space, seen from above one corner, without perspective.
 *
 * @param title what is shown
 * @param x what is on the axis at the lower right, with its unit
 * @param y what is on the axis at the lower left, with its unit
 * @param quantity what the heights are, with their unit
 * @param grid the heights
 */
public record SurfacePanel(String title, String x, String y, String quantity, Grid grid)
    implements Panel {
  private static final double TURN = Math.toRadians(38);
  private static final double SIN = Math.sin(TURN);
  private static final double COS = Math.cos(TURN);
  private static final double TILT = 0.42;
  private static final double RISE = 0.72;
  private static final double WIDTH_SHARE = 0.58;
  private static final double FLOOR_SHARE = 0.66;
  private static final double LIGHT = 0.35;
  private static final int MOST_TICKS = 5;
  private static final int MOST_HEIGHT_TICKS = 6;

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    Labels labels = new Labels(graphics);
    labels.title(title, width);
    View view = new View(width, height);
    paintFrame(graphics, view);
    paintSurface(graphics, view);
    paintTicks(labels, view);
  }

  /** From the unit cube, with the height upwards, to the panel. */
  private record View(double width, double height) {
    Point2D at(double u, double v, double h) {
      double across = (u - 0.5) * COS - (v - 0.5) * SIN;
      double back = (u - 0.5) * SIN + (v - 0.5) * COS;
      double scale = WIDTH_SHARE * width;
      return new Point2D.Double(
          width / 2 + scale * across,
          FLOOR_SHARE * height - scale * (TILT * back + RISE * h) + 0.06 * height);
    }
  }

  private void paintFrame(Graphics2D graphics, View view) {
    graphics.setStroke(new BasicStroke(1.2f));
    graphics.setColor(Palette.GRID.color().darker());
    double[][] floor = {{0, 0}, {1, 0}, {1, 1}, {0, 1}, {0, 0}};
    for (int i = 0; i + 1 < floor.length; i++) {
      line(
          graphics,
          view.at(floor[i][0], floor[i][1], 0),
          view.at(floor[i + 1][0], floor[i + 1][1], 0));
    }
    line(graphics, view.at(0, 1, 0), view.at(0, 1, 1));
    line(graphics, view.at(1, 1, 0), view.at(1, 1, 1));
    line(graphics, view.at(0, 1, 1), view.at(1, 1, 1));
    line(graphics, view.at(1, 0, 0), view.at(1, 0, 1));
    line(graphics, view.at(1, 0, 1), view.at(1, 1, 1));
  }

  private static void line(Graphics2D graphics, Point2D from, Point2D to) {
    graphics.draw(new Line2D.Double(from, to));
  }

  /** Paints the cells from the farthest to the nearest, each over those behind it. */
  private void paintSurface(Graphics2D graphics, View view) {
    int rows = grid.y().length;
    int columns = grid.x().length;
    ColorScale colors = new ColorScale(grid.lowest(), grid.highest());
    graphics.setStroke(new BasicStroke(0.6f));
    for (int row = rows - 2; row >= 0; row--) {
      for (int column = columns - 2; column >= 0; column--) {
        Path2D cell = new Path2D.Double();
        move(cell, corner(view, row, column), true);
        move(cell, corner(view, row, column + 1), false);
        move(cell, corner(view, row + 1, column + 1), false);
        move(cell, corner(view, row + 1, column), false);
        cell.closePath();
        Color color = lit(colors.at(mean(row, column)), slope(row, column));
        graphics.setColor(color);
        graphics.fill(cell);
        graphics.setColor(color.darker());
        graphics.draw(cell);
      }
    }
  }

  private static void move(Path2D path, Point2D to, boolean first) {
    if (first) {
      path.moveTo(to.getX(), to.getY());
    } else {
      path.lineTo(to.getX(), to.getY());
    }
  }

  private Point2D corner(View view, int row, int column) {
    return view.at(
        share(grid.x(), column), share(grid.y(), row), unit(grid.heights()[row][column]));
  }

  private static double share(double[] places, int i) {
    return (places[i] - places[0]) / (places[places.length - 1] - places[0]);
  }

  private double unit(double height) {
    double range = grid.highest() - grid.lowest();
    return range > 0 ? (height - grid.lowest()) / range : 0;
  }

  private double mean(int row, int column) {
    double[][] h = grid.heights();
    return (h[row][column] + h[row][column + 1] + h[row + 1][column] + h[row + 1][column + 1]) / 4;
  }

  /**
   * Returns how steeply a cell rises to the right, for its whole width: the light is from there.
   */
  private double slope(int row, int column) {
    double[][] h = grid.heights();
    return unit(h[row][column + 1]) - unit(h[row + 1][column]);
  }

  private static Color lit(Color color, double slope) {
    double factor = 1 - LIGHT * Math.max(-1, Math.min(1, 4 * slope));
    return new Color(
        part(color.getRed() * factor),
        part(color.getGreen() * factor),
        part(color.getBlue() * factor));
  }

  private static int part(double value) {
    return (int) Math.max(0, Math.min(255, Math.round(value)));
  }

  private void paintTicks(Labels labels, View view) {
    double[] xs = grid.x();
    for (double tick : Ticks.within(xs[0], xs[xs.length - 1], MOST_TICKS)) {
      double u = (tick - xs[0]) / (xs[xs.length - 1] - xs[0]);
      Point2D place = view.at(u, -0.08, 0);
      labels.tick(tick, place.getX(), place.getY() + 10);
    }
    double[] ys = grid.y();
    for (double tick : Ticks.within(ys[0], ys[ys.length - 1], MOST_TICKS)) {
      double v = (tick - ys[0]) / (ys[ys.length - 1] - ys[0]);
      Point2D place = view.at(-0.06, v, 0);
      labels.tickBefore(tick, place.getX(), place.getY() + 10);
    }
    for (double tick : Ticks.within(grid.lowest(), grid.highest(), MOST_HEIGHT_TICKS)) {
      Point2D place = view.at(1.04, 0, unit(tick));
      labels.tickAfter(tick, place.getX(), place.getY() + 7);
    }
    Point2D below = view.at(0.5, -0.26, 0);
    labels.axis(x, below.getX(), below.getY() + 10);
    Point2D left = view.at(-0.26, 0.5, 0);
    labels.axis(y, left.getX(), left.getY() + 10);
    Point2D right = view.at(1, 0, 1.06);
    labels.axis(quantity, right.getX(), right.getY());
  }
}
