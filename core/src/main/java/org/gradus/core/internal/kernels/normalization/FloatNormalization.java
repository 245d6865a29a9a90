package org.gradus.core.internal.kernels.normalization;

/**
 * The loops of normalizations over {@code float[]}.
 *
 * @param runs the loops over runs
 * @param columns the loops over columns
 * @param lines the loops over lines
 */
public record FloatNormalization(
    RunLoops<float[]> runs, ColumnLoops<float[]> columns, LineLoops<float[]> lines)
    implements NormalizationLoops<float[]> {
  /** The loops in plain Java. */
  public static final FloatNormalization SCALAR =
      new FloatNormalization(
          new ScalarFloatRunLoops(), new ScalarFloatColumnLoops(), new ScalarFloatLineLoops());

  @Override
  public float[] array(int length) {
    return new float[length];
  }

  @Override
  public double get(float[] x, int i) {
    return x[i];
  }

  @Override
  public void set(float[] x, int i, double value) {
    x[i] = (float) value;
  }
}
