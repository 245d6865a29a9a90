package org.gradus.optimizers.lbfgs;

import java.util.function.DoubleFunction;

/**
 * Finds a step along a line that meets the strong Wolfe conditions: a value below f(0) + c₁ t f′(0)
 * and a slope of at most c₂ |f′(0)|, c₁ = 10⁻⁴ and c₂ = 0.9.
 *
 * <p>First steps grow until two of them bracket such a one, then the bracket shrinks; new steps are
 * minima of cubics. Source: Nocedal and Wright, <i>Numerical optimization</i>, 2006, algorithms 3.5
 * and 3.6.
 */
final class LineSearch {
  private static final double DECREASE = 1e-4;
  private static final double CURVATURE = 0.9;
  private static final int MOST_STEPS = 25;

  private final DoubleFunction<Point> line;
  private final Point start;

  /** The largest magnitude of the direction's elements. */
  private final double size;

  private final double leastChange;
  private int steps;

  private LineSearch(DoubleFunction<Point> line, Point start, double size, double leastChange) {
    this.line = line;
    this.start = start;
    this.size = size;
    this.leastChange = leastChange;
  }

  /**
   * Searches a line from a point of falling values, and returns where it ended: at the start, if
   * nothing was better.
   *
   * @param line computes the loss at a distance
   * @param start that at distance 0
   * @param first the first distance to try
   * @param size the largest magnitude of the direction's elements
   * @param leastChange ends the search when the bracket is as small
   */
  static Point search(
      DoubleFunction<Point> line, Point start, double first, double size, double leastChange) {
    return new LineSearch(line, start, size, leastChange).bracketAndShrink(first);
  }

  private Point at(double t) {
    Point point = line.apply(t);
    // Where there is no loss it is as good as infinite: too far.
    return Double.isNaN(point.value())
        ? new Point(t, Double.POSITIVE_INFINITY, point.gradient(), point.slope())
        : point;
  }

  private boolean decreases(Point point) {
    return point.value() <= start.value() + DECREASE * point.t() * start.slope();
  }

  private boolean isFlat(Point point) {
    return Math.abs(point.slope()) <= -CURVATURE * start.slope();
  }

  private Point bracketAndShrink(double first) {
    Point before = start;
    Point now = at(first);
    for (; steps < MOST_STEPS; steps++) {
      boolean rises = steps > 1 && now.value() >= before.value();
      if (!decreases(now) || rises) {
        return shrink(before, now);
      }
      if (isFlat(now)) {
        return now;
      }
      if (now.slope() >= 0) {
        return shrink(before, now);
      }
      double least = now.t() + 0.01 * (now.t() - before.t());
      double next = Point.cubicMinimum(before, now, least, 10 * now.t());
      before = now;
      now = at(next);
    }
    return shrink(start, now);
  }

  private Point shrink(Point left, Point right) {
    Point low = left.value() <= right.value() ? left : right;
    Point high = left.value() <= right.value() ? right : left;
    boolean nearEnd = false;
    for (; steps < MOST_STEPS; steps++) {
      double least = Math.min(low.t(), high.t());
      double most = Math.max(low.t(), high.t());
      if ((most - least) * size < leastChange) {
        break;
      }
      double t = Point.cubicMinimum(low, high, least, most);
      double margin = 0.1 * (most - least);
      boolean near = Math.min(most - t, t - least) < margin;
      if (near && (nearEnd || t >= most || t <= least)) {
        // Twice too near an end, or on it: the bracket would hardly shrink.
        t = Math.abs(t - most) < Math.abs(t - least) ? most - margin : least + margin;
        nearEnd = false;
      } else {
        nearEnd = near;
      }
      Point now = at(t);
      if (!decreases(now) || now.value() >= low.value()) {
        high = now;
        if (high.value() < low.value()) {
          Point other = low;
          low = high;
          high = other;
        }
      } else if (isFlat(now)) {
        return now;
      } else {
        if (now.slope() * (high.t() - low.t()) >= 0) {
          high = low;
        }
        low = now;
      }
    }
    return low;
  }
}
