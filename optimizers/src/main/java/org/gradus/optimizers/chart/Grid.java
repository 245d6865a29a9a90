package org.gradus.optimizers.chart;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Heights over a rectangle: what a {@link ContourPanel} or a {@link SurfacePanel} shows.
 *
 * @param x the places across, increasing, at least 2
 * @param y the places upwards, increasing, at least 2
 * @param heights by y, then by x; finite
 */
public record Grid(double[] x, double[] y, double[][] heights) {
  /**
   * Checks places and heights.
   *
   * @throws IllegalArgumentException if there are too few places, or they do not increase, or there
   *     is not a finite height at each
   */
  public Grid {
    requireIncreasing(x);
    requireIncreasing(y);
    int columns = x.length;
    boolean fits =
        heights.length == y.length
            && Arrays.stream(heights)
                .allMatch(
                    row -> row.length == columns && Arrays.stream(row).allMatch(Double::isFinite));
    if (!fits) {
      throw new IllegalArgumentException(
          "[grid] the heights do not fit: expected %s rows of %s finite numbers, got %s."
              .formatted(y.length, x.length, Arrays.deepToString(heights)));
    }
  }

  private static void requireIncreasing(double[] places) {
    boolean increasing =
        places.length >= 2
            && IntStream.range(1, places.length).allMatch(i -> places[i - 1] < places[i])
            && Double.isFinite(places[0])
            && Double.isFinite(places[places.length - 1]);
    if (!increasing) {
      throw new IllegalArgumentException(
          "[grid] the places do not fit: expected at least 2 finite numbers that increase, got %s."
              .formatted(Arrays.toString(places)));
    }
  }

  /** Returns this with heights above a bound cut off there. */
  public Grid cutAt(double bound) {
    double[][] cut =
        Arrays.stream(heights)
            .map(row -> Arrays.stream(row).map(height -> Math.min(height, bound)).toArray())
            .toArray(double[][]::new);
    return new Grid(x, y, cut);
  }

  /** Returns the smallest height. */
  public double lowest() {
    return Arrays.stream(heights).flatMapToDouble(Arrays::stream).min().orElseThrow();
  }

  /** Returns the largest height. */
  public double highest() {
    return Arrays.stream(heights).flatMapToDouble(Arrays::stream).max().orElseThrow();
  }
}
