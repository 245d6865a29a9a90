package org.gradus.core.internal.kernels.normalization;

/**
 * The loops of normalizations over {@code double[]}.
 *
 * @param runs the loops over runs
 * @param columns the loops over columns
 * @param lines the loops over lines
 */
public record DoubleNormalization(
    RunLoops<double[]> runs, ColumnLoops<double[]> columns, LineLoops<double[]> lines)
    implements NormalizationLoops<double[]> {
  /** The loops in plain Java. */
  public static final DoubleNormalization SCALAR =
      new DoubleNormalization(
          new ScalarDoubleRunLoops(), new ScalarDoubleColumnLoops(), new ScalarDoubleLineLoops());

  @Override
  public double[] array(int length) {
    return new double[length];
  }

  @Override
  public double get(double[] x, int i) {
    return x[i];
  }

  @Override
  public void set(double[] x, int i, double value) {
    x[i] = value;
  }
}
