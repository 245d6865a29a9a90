package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.IndirectProduct;
import org.gradus.core.internal.kernels.ScalarIndirectProduct;

/**
 * The product with scattered rows on the Vector API, by strips of columns.
 *
 * <p>A strip of B is gathered for the tiles of {@link RegisterTiles}, unless C has so few rows that
 * reading B where it is costs less; most of its vectors cross a cache line then.
 *
 * <p>Every element is one chain of fused multiply-adds in the order of k, as in {@link
 * VectorMatrixProduct}. float64 is left to the scalar product.
 */
final class VectorIndirectProduct implements IndirectProduct {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private static final int TERMS = Packing.TERMS;

  /** The most rows of C for which B is read where it is. */
  private static final int ROWS_IN_PLACE = 128;

  private final IndirectProduct float64 = new ScalarIndirectProduct();

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
    for (int p = 0; p < k; p += TERMS) {
      int terms = Math.min(TERMS, k - p);
      Operands block =
          new Operands(
              m,
              n,
              terms,
              a,
              aOffset + p,
              lda,
              1,
              b,
              bOffset,
              0,
              1,
              accumulate || p > 0,
              c,
              cOffset,
              ldc);
      if (n < L) {
        narrow(block, rows, first + p);
      } else {
        strips(block, rows, first + p);
      }
    }
  }

  private static void strips(Operands o, int[] rows, int first) {
    boolean inPlace = o.m() <= ROWS_IN_PLACE;
    Operands product = Packing.a(o);
    for (int j = 0; j < o.n(); ) {
      int width = inPlace ? IndirectTiles.width(o.n() - j) : RegisterTiles.width(o.n() - j, o.k());
      Operands strip = product.columns(j, width);
      if (inPlace) {
        IndirectTiles.multiply(strip, rows, first);
      } else {
        RegisterTiles.multiply(gathered(strip, rows, first));
      }
      j += width;
    }
  }

  /** Copies a strip of B as {@link Packing#b} does. */
  private static Operands gathered(Operands o, int[] rows, int first) {
    int width = RegisterTiles.vectors(o.n()) * L;
    float[] copy = Scratch.own().b(o.k() * width);
    for (int j = 0; j < width; j += L) {
      int from = o.bOffset() + Math.min(j, o.n() - L);
      gather(o.b(), from, rows, first, o.k(), copy, j, width);
    }
    return o.withB(copy, 0, width);
  }

  private static void gather(
      float[] b, int from, int[] rows, int first, int k, float[] copy, int to, int width) {
    for (int p = 0; p < k; p++) {
      FloatVector.fromArray(S, b, from + rows[first + p]).intoArray(copy, to + p * width);
    }
  }

  /** Computes fewer columns than a vector has lanes, in copies filled up to a vector. */
  private static void narrow(Operands o, int[] rows, int first) {
    float[] copy = Scratch.own().b(o.k() * L);
    for (int p = 0; p < o.k(); p++) {
      System.arraycopy(o.b(), o.bOffset() + rows[first + p], copy, p * L, o.n());
    }
    float[] result = Scratch.own().c(o.m() * L);
    for (int i = 0; o.accumulate() && i < o.m(); i++) {
      System.arraycopy(o.c(), o.cOffset() + i * o.cRow(), result, i * L, o.n());
    }
    RegisterTiles.multiply(Packing.a(o).withB(copy, 0, L).withC(result, L));
    NarrowProduct.store(result, 0, o);
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
    float64.multiply(
        m, n, k, a, aOffset, lda, b, bOffset, rows, first, accumulate, c, cOffset, ldc);
  }
}
