package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.IndirectProduct;
import org.gradus.core.internal.kernels.ScalarIndirectProduct;

/**
 * The product with scattered rows on the Vector API, by strips of columns.
 *
 * <p>With few rows the tiles read B where it is: most of its vectors cross a cache line, which two
 * loads for every dozen multiply-adds hide. With many rows it pays to gather a strip of B into the
 * L1 cache first, for the tiles of {@link RegisterTiles}. Measured on the convolutions of a ResNet
 * of 16, 32 and 64 channels, GFLOP/s of one core: 85, 90, 78 without and 62, 72, 78 with the copy.
 *
 * <p>Every element is one chain of fused multiply-adds in the order of k, as in {@link
 * VectorMatrixProduct}. float64 is left to the scalar product.
 */
final class VectorIndirectProduct implements IndirectProduct {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Terms of the sums over k that are done at once: see {@link BlockedProduct}. */
  private static final int TERMS = 1024;

  /** The most rows of C for which B is read where it is. */
  private static final int ROWS_IN_PLACE = 32;

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
              false,
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
    for (int j = 0; j < o.n(); ) {
      int width = inPlace ? IndirectTiles.width(o.n() - j) : RegisterTiles.width(o.n() - j, o.k());
      Operands strip = o.columns(j, width);
      if (inPlace) {
        IndirectTiles.multiply(strip, rows, first);
      } else {
        RegisterTiles.multiply(gathered(strip, rows, first));
      }
      j += width;
    }
  }

  /** Copies a strip of B to panels of one vector, as {@link Packing#vectors} does. */
  private static Operands gathered(Operands o, int[] rows, int first) {
    int width = (o.n() + L - 1) / L * L;
    float[] copy = Scratch.own().b(o.k() * width);
    for (int j = 0; j < width; j += L) {
      int from = o.bOffset() + Math.min(j, o.n() - L);
      gather(o.b(), from, rows, first, o.k(), copy, j * o.k());
    }
    return o.withB(copy);
  }

  private static void gather(
      float[] b, int from, int[] rows, int first, int k, float[] copy, int to) {
    for (int p = 0; p < k; p++) {
      FloatVector.fromArray(S, b, from + rows[first + p]).intoArray(copy, to + p * L);
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
    RegisterTiles.multiply(o.withB(copy).withC(result, L));
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
