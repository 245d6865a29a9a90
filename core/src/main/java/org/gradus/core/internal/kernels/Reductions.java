package org.gradus.core.internal.kernels;

/**
 * Reductions of a contiguous run of elements, and sums of rows.
 *
 * <p>The order of additions depends on the length alone. Sums run in several partial sums, whose
 * error grows much more slowly than that of one. Empty runs: sum 0, maximum −∞, minimum +∞. NaN
 * propagates.
 */
public interface Reductions {
  /** Returns Σ x[i]. */
  float sum(float[] x, int offset, int length);

  /** Returns Σ x[i]. */
  double sum(double[] x, int offset, int length);

  /** Returns Σ (x[i] − center)². */
  float sumOfSquares(float[] x, int offset, int length, float center);

  /** Returns Σ (x[i] − center)². */
  double sumOfSquares(double[] x, int offset, int length, double center);

  /** Returns Σ a[i] · b[i]. */
  float dot(float[] a, int aOffset, float[] b, int bOffset, int length);

  /** Returns Σ a[i] · b[i]. */
  double dot(double[] a, int aOffset, double[] b, int bOffset, int length);

  /** Returns the largest element, NaN if there is one. */
  float max(float[] x, int offset, int length);

  /** Returns the largest element, NaN if there is one. */
  double max(double[] x, int offset, int length);

  /** Returns the smallest element, NaN if there is one. */
  float min(float[] x, int offset, int length);

  /** Returns the smallest element, NaN if there is one. */
  double min(double[] x, int offset, int length);

  /**
   * Sets y[i] = e^(x[i] − shift) and returns their sum; x and y may be the same run.
   *
   * @param shift at least every x[i]; terms below e⁻⁸⁷ may be 0
   */
  float expAndSum(float[] x, int xOffset, float shift, float[] y, int yOffset, int length);

  /** As the float32 form. */
  double expAndSum(double[] x, int xOffset, double shift, double[] y, int yOffset, int length);

  /** Sets y[j] = Σ_i x[i·columns + j], the sum of {@code rows} rows, added in the order of i. */
  void sumRows(float[] x, int xOffset, int rows, int columns, float[] y, int yOffset);

  /** Sets y[j] = Σ_i x[i·columns + j], the sum of {@code rows} rows, added in the order of i. */
  void sumRows(double[] x, int xOffset, int rows, int columns, double[] y, int yOffset);

  /** Sets y[i] = alpha · x[i] + beta · y[i]; for beta = 0 what y held does not matter. */
  void axpby(float alpha, float[] x, int xOffset, float beta, float[] y, int yOffset, int length);

  /** Sets y[i] = alpha · x[i] + beta · y[i]; for beta = 0 what y held does not matter. */
  void axpby(
      double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length);
}
