package org.gradus.core.internal.kernels;

import java.util.Random;

/**
 * Random operands of a matrix product, with gaps between the rows and before the first, and the
 * product by its definition.
 */
record ProductCase(
    boolean transposeA,
    boolean transposeB,
    int m,
    int n,
    int k,
    int gap,
    boolean accumulate,
    double[] a,
    double[] b,
    double[] c) {

  /** Returns operands whose elements are float32 numbers from the normal distribution. */
  static ProductCase random(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      int gap,
      boolean accumulate,
      long seed) {
    Random random = new Random(seed);
    return new ProductCase(
        transposeA,
        transposeB,
        m,
        n,
        k,
        gap,
        accumulate,
        normal(random, gap + (transposeA ? k * (m + gap) : m * (k + gap))),
        normal(random, gap + (transposeB ? n * (k + gap) : k * (n + gap))),
        normal(random, gap + m * (n + gap)));
  }

  private static double[] normal(Random random, int length) {
    double[] values = new double[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  int lda() {
    return (transposeA ? m : k) + gap;
  }

  int ldb() {
    return (transposeB ? k : n) + gap;
  }

  int ldc() {
    return n + gap;
  }

  double a(int i, int p) {
    return a[gap + (transposeA ? p * lda() + i : i * lda() + p)];
  }

  double b(int p, int j) {
    return b[gap + (transposeB ? j * ldb() + p : p * ldb() + j)];
  }

  int indexOfC(int i, int j) {
    return gap + i * ldc() + j;
  }

  /** Returns what C starts from at (i, j). */
  double start(int i, int j) {
    return accumulate ? c[indexOfC(i, j)] : 0;
  }

  /** Returns C after the product in float64. */
  double[] float64(MatrixProduct product) {
    double[] result = c.clone();
    product.multiply(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a,
        gap,
        lda(),
        b,
        gap,
        ldb(),
        accumulate,
        result,
        gap,
        ldc());
    return result;
  }

  /** Returns C after the product in float32. */
  float[] float32(MatrixProduct product) {
    float[] result = toFloats(c);
    float32(product, 0, m, result);
    return result;
  }

  /** Computes some rows of C in float32. */
  void float32(MatrixProduct product, int row, int rows, float[] result) {
    product.multiply(
        transposeA,
        transposeB,
        rows,
        n,
        k,
        toFloats(a),
        gap + row * (transposeA ? 1 : lda()),
        lda(),
        toFloats(b),
        gap,
        ldb(),
        accumulate,
        result,
        indexOfC(row, 0),
        ldc());
  }

  static float[] toFloats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
