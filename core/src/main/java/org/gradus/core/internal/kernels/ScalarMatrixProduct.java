package org.gradus.core.internal.kernels;

import java.util.Arrays;

/**
 * The matrix product in scalar Java, for both float types; in float64 the reference for all others.
 *
 * <p>Every element of C is one chain of multiplications and additions, each rounded, in the order
 * of k, starting from 0 or from C.
 */
public final class ScalarMatrixProduct implements MatrixProduct {
  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      float[] c,
      int cOffset,
      int ldc) {
    if (k == 0 && !accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0);
      }
    }
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    int aRow = transposeA ? 1 : lda;
    int aStep = transposeA ? lda : 1;
    int bStep = transposeB ? 1 : ldb;
    int bColumn = transposeB ? ldb : 1;
    ProductDivision.run(
        m,
        n,
        k,
        1,
        16,
        (row, rows, column, columns) ->
            ScalarFloatProduct.own()
                .multiply(
                    rows,
                    columns,
                    k,
                    a,
                    aOffset + row * aRow,
                    aRow,
                    aStep,
                    b,
                    bOffset + column * bColumn,
                    bStep,
                    bColumn,
                    accumulate,
                    c,
                    cOffset + row * ldc + column,
                    ldc));
  }

  @Override
  public void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double[] a,
      int aOffset,
      int lda,
      double[] b,
      int bOffset,
      int ldb,
      boolean accumulate,
      double[] c,
      int cOffset,
      int ldc) {
    if (k == 0 && !accumulate) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0);
      }
    }
    if (m == 0 || n == 0 || k == 0) {
      return;
    }
    int aRow = transposeA ? 1 : lda;
    int aStep = transposeA ? lda : 1;
    int bStep = transposeB ? 1 : ldb;
    int bColumn = transposeB ? ldb : 1;
    ProductDivision.run(
        m,
        n,
        k,
        1,
        16,
        (row, rows, column, columns) ->
            ScalarDoubleProduct.own()
                .multiply(
                    rows,
                    columns,
                    k,
                    a,
                    aOffset + row * aRow,
                    aRow,
                    aStep,
                    b,
                    bOffset + column * bColumn,
                    bStep,
                    bColumn,
                    accumulate,
                    c,
                    cOffset + row * ldc + column,
                    ldc));
  }
}
