package org.gradus.core.internal.kernels.vector;

import java.util.Arrays;
import org.gradus.core.internal.kernels.MatrixProduct;
import org.gradus.core.internal.kernels.ProductDivision;
import org.gradus.core.internal.kernels.ScalarMatrixProduct;

/**
 * The matrix product on the Vector API.
 *
 * <p>Every element of C is one chain of fused multiply-adds in the order of k, starting from 0 or
 * from C: c ← fma(a[i,p], b[p,j], c). Blocking, threads and edges choose where and when an element
 * is computed and never how. The one exception is a single row times a transposed matrix, which
 * depends on the shape alone as well: see {@link DotProducts}. float64 is left to the scalar
 * product.
 */
final class VectorMatrixProduct implements MatrixProduct {
  private final MatrixProduct float64 = new ScalarMatrixProduct();

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
    Operands product =
        new Operands(
            m,
            n,
            k,
            a,
            aOffset,
            transposeA ? 1 : lda,
            transposeA ? lda : 1,
            b,
            bOffset,
            transposeB ? 1 : ldb,
            transposeB ? ldb : 1,
            accumulate,
            c,
            cOffset,
            ldc);
    ProductDivision.run(
        m,
        n,
        k,
        4,
        RegisterTiles.L,
        (row, rows, column, columns) ->
            compute(product.rows(row, rows).columns(column, columns), m == 1));
  }

  /**
   * Computes a part of C.
   *
   * @param oneRow whether C has one row: not only this part of it, as the division among threads
   *     must not choose how an element is computed
   */
  private static void compute(Operands part, boolean oneRow) {
    if (oneRow && part.bColumn() != 1) {
      DotProducts.multiply(part);
    } else if (oneRow && part.n() >= RegisterTiles.L) {
      RowProduct.multiply(part);
    } else if (TransposedProduct.isFaster(part)) {
      TransposedProduct.multiply(part);
    } else if (part.n() < RegisterTiles.L) {
      NarrowProduct.multiply(part);
    } else {
      BlockedProduct.multiply(part);
    }
  }

  @Override
  public void addPanels(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int lda,
      float[] panels,
      int offset,
      int width,
      float[] c,
      int cOffset,
      int ldc) {
    int lastColumns = (n - 1) % width + 1;
    if (m == 1 || Math.min(width, lastColumns) < RegisterTiles.L) {
      MatrixProduct.super.addPanels(
          m, n, k, a, aOffset, lda, panels, offset, width, c, cOffset, ldc);
      return;
    }
    Operands product =
        new Operands(m, n, k, a, aOffset, lda, 1, panels, offset, width, 1, true, c, cOffset, ldc);
    BlockedProduct.addPanels(product);
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
    float64.multiply(
        transposeA,
        transposeB,
        m,
        n,
        k,
        a,
        aOffset,
        lda,
        b,
        bOffset,
        ldb,
        accumulate,
        c,
        cOffset,
        ldc);
  }
}
