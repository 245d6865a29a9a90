package org.gradus.datasets.toy;

import org.gradus.datasets.dataset.Dataset;

/**
 * The curve and the fifteen points by which the lecture's book shows what regularization does.
 *
 * <p>Source: Prince, "Understanding Deep Learning", 2023, figures 8.4 and 9.2, digitised; the
 * points are within ±0.003 of those drawn.
 */
public final class BookCurve {
  private static final double[] X = {
    .0345, .1113, .15, .231, .3228, .3894, .4047, .4765, .5326, .6248, .6639, .7587, .8379, .8797,
    .9725
  };

  private static final double[] Y = {
    -.1945, .2132, .1274, .6636, .21, .0721, .0124, .0742, -.3538, -.7233, -.6802, -.4398, -.6456,
    -.7255, -.2352
  };

  private BookCurve() {}

  /** Returns the true value at a place: 0.512 · exp(sin 2πx) − 0.79. */
  public static double at(double x) {
    return 0.512 * Math.exp(Math.sin(2 * Math.PI * x)) - 0.79;
  }

  /** Returns a copy of the places of the fifteen points, in [0, 1]. */
  public static double[] x() {
    return X.clone();
  }

  /** Returns a copy of the values at the fifteen points. */
  public static double[] y() {
    return Y.clone();
  }

  /** Returns the fifteen points: FLOAT32 inputs (15, 1), FLOAT32 targets (15, 1). */
  public static Dataset points() {
    return Points.regression(X, Y);
  }
}
