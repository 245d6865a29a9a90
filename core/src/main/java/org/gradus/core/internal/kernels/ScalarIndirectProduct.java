package org.gradus.core.internal.kernels;

/**
 * The product with scattered rows in scalar Java: copies of some rows, and the scalar matrix
 * product with them.
 */
public final class ScalarIndirectProduct implements IndirectProduct {
  private static final int TERMS = 128;
  private static final int COLUMNS = 256;
  private static final ThreadLocal<float[]> FLOATS =
      ThreadLocal.withInitial(() -> new float[TERMS * COLUMNS]);
  private static final ThreadLocal<double[]> DOUBLES =
      ThreadLocal.withInitial(() -> new double[TERMS * COLUMNS]);

  @Override
  public void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int[] rows,
      int first,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    float[] copy = FLOATS.get();
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      for (int p = 0; p < k; p += TERMS) {
        int terms = Math.min(TERMS, k - p);
        for (int i = 0; i < terms; i++) {
          int row = bOffset + rows[first + p + i] + j;
          System.arraycopy(b, row, copy, i * COLUMNS, columns);
        }
        boolean add = accumulate || p > 0;
        ScalarFloatProduct.own()
            .multiply(
                m,
                columns,
                terms,
                a,
                aOffset + p,
                lda,
                1,
                copy,
                0,
                COLUMNS,
                1,
                add,
                c,
                cOffset + j,
                ldc);
      }
    }
  }

  @Override
  public void multiply(
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int[] rows,
      int first,
      boolean accumulate,
      double[] c,
      int cOffset,
      int ldc) {
    double[] copy = DOUBLES.get();
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      for (int p = 0; p < k; p += TERMS) {
        int terms = Math.min(TERMS, k - p);
        for (int i = 0; i < terms; i++) {
          int row = bOffset + rows[first + p + i] + j;
          System.arraycopy(b, row, copy, i * COLUMNS, columns);
        }
        boolean add = accumulate || p > 0;
        ScalarDoubleProduct.own()
            .multiply(
                m,
                columns,
                terms,
                a,
                aOffset + p,
                lda,
                1,
                copy,
                0,
                COLUMNS,
                1,
                add,
                c,
                cOffset + j,
                ldc);
      }
    }
  }
}
