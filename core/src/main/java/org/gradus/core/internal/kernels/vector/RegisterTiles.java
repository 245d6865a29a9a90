package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The innermost loops of the matrix product: tiles of C that stay in registers over all of k.
 *
 * <p>A tile of R rows and V vectors takes, for each p, V vectors of B and R broadcast elements of
 * A, and does R · V fused multiply-adds; each element of C is one chain of them in the order of p.
 * With 32 vector registers the widest tile is 4×4, with 16 it is 4×3; narrower ones are for what is
 * left of the columns, and 8×1 gives a lone vector enough independent sums to hide the latency of
 * the addition. The tiles are written out because the compiler keeps vectors in registers only as
 * plain local variables, and only while a method stays small: 12×2 was tried, and ran at a seventh
 * of the speed.
 *
 * <p>Edges need neither masks nor loops of their own. The last vector of a row ends at the row's
 * end and may overlap the one before it; rows beyond the last repeat the last. What is computed
 * twice has the same bits both times, and as a tile reads all of its part of C before it writes
 * any, that is sound when C is added to as well. (Masked stores take the slow path in JDK 17.)
 */
final class RegisterTiles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;

  /** The lanes of a vector. */
  static final int L = S.length();

  /** The most vectors side by side in a tile: what the registers hold, 32 with AVX-512, else 16. */
  private static final int WIDEST = S.vectorBitSize() >= 512 ? 4 : 3;

  private RegisterTiles() {}

  /**
   * Returns how many of the next {@code columns} columns to take at once, at least one vector of
   * them.
   */
  static int width(int columns) {
    int vectors = (columns + L - 1) / L;
    if (vectors <= WIDEST) {
      return columns;
    }
    return (vectors == WIDEST + 1 ? WIDEST - 1 : WIDEST) * L;
  }

  /**
   * Computes a strip of columns.
   *
   * @param o the product; B's columns are contiguous, and n is what {@link #width} gave
   */
  static void multiply(Operands o) {
    switch ((o.n() + L - 1) / L) {
      case 1:
        for (int i = 0; i < o.m(); i += 8) {
          tile8x1(o, i);
        }
        break;
      case 2:
        for (int i = 0; i < o.m(); i += 4) {
          tile4x2(o, i);
        }
        break;
      case 3:
        for (int i = 0; i < o.m(); i += 4) {
          tile4x3(o, i);
        }
        break;
      default:
        for (int i = 0; i < o.m(); i += 4) {
          tile4x4(o, i);
        }
    }
  }

  private static FloatVector start(boolean sum, float[] c, int index) {
    return sum ? FloatVector.fromArray(S, c, index) : FloatVector.zero(S);
  }

  private static void tile8x1(Operands o, int i) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int aStep = o.aStep();
    int bStep = o.bStep();
    int row0 = i;
    int row1 = Math.min(i + 1, o.m() - 1);
    int row2 = Math.min(i + 2, o.m() - 1);
    int row3 = Math.min(i + 3, o.m() - 1);
    int row4 = Math.min(i + 4, o.m() - 1);
    int row5 = Math.min(i + 5, o.m() - 1);
    int row6 = Math.min(i + 6, o.m() - 1);
    int row7 = Math.min(i + 7, o.m() - 1);
    int a0 = o.aOffset() + row0 * o.aRow();
    int a1 = o.aOffset() + row1 * o.aRow();
    int a2 = o.aOffset() + row2 * o.aRow();
    int a3 = o.aOffset() + row3 * o.aRow();
    int a4 = o.aOffset() + row4 * o.aRow();
    int a5 = o.aOffset() + row5 * o.aRow();
    int a6 = o.aOffset() + row6 * o.aRow();
    int a7 = o.aOffset() + row7 * o.aRow();
    int c0 = o.cOffset() + row0 * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    int c4 = o.cOffset() + row4 * o.cRow();
    int c5 = o.cOffset() + row5 * o.cRow();
    int c6 = o.cOffset() + row6 * o.cRow();
    int c7 = o.cOffset() + row7 * o.cRow();
    boolean sum = o.accumulate();
    FloatVector c00 = start(sum, c, c0);
    FloatVector c10 = start(sum, c, c1);
    FloatVector c20 = start(sum, c, c2);
    FloatVector c30 = start(sum, c, c3);
    FloatVector c40 = start(sum, c, c4);
    FloatVector c50 = start(sum, c, c5);
    FloatVector c60 = start(sum, c, c6);
    FloatVector c70 = start(sum, c, c7);
    for (int p = 0, ap = 0, bp = o.bOffset(); p < k; p++, ap += aStep, bp += bStep) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + ap]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + ap]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + ap]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + ap]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = FloatVector.broadcast(S, a[a4 + ap]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = FloatVector.broadcast(S, a[a5 + ap]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = FloatVector.broadcast(S, a[a6 + ap]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = FloatVector.broadcast(S, a[a7 + ap]);
      c70 = x7.fma(b0, c70);
    }
    c00.intoArray(c, c0);
    c10.intoArray(c, c1);
    c20.intoArray(c, c2);
    c30.intoArray(c, c3);
    c40.intoArray(c, c4);
    c50.intoArray(c, c5);
    c60.intoArray(c, c6);
    c70.intoArray(c, c7);
  }

  private static void tile4x2(Operands o, int i) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int aStep = o.aStep();
    int bStep = o.bStep();
    int last = o.n() - L;
    int row0 = i;
    int row1 = Math.min(i + 1, o.m() - 1);
    int row2 = Math.min(i + 2, o.m() - 1);
    int row3 = Math.min(i + 3, o.m() - 1);
    int a0 = o.aOffset() + row0 * o.aRow();
    int a1 = o.aOffset() + row1 * o.aRow();
    int a2 = o.aOffset() + row2 * o.aRow();
    int a3 = o.aOffset() + row3 * o.aRow();
    int c0 = o.cOffset() + row0 * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    boolean sum = o.accumulate();
    FloatVector c00 = start(sum, c, c0);
    FloatVector c01 = start(sum, c, c0 + last);
    FloatVector c10 = start(sum, c, c1);
    FloatVector c11 = start(sum, c, c1 + last);
    FloatVector c20 = start(sum, c, c2);
    FloatVector c21 = start(sum, c, c2 + last);
    FloatVector c30 = start(sum, c, c3);
    FloatVector c31 = start(sum, c, c3 + last);
    for (int p = 0, ap = 0, bp = o.bOffset(); p < k; p++, ap += aStep, bp += bStep) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + last);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + ap]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + ap]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + ap]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + ap]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + last);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + last);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + last);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + last);
  }

  private static void tile4x3(Operands o, int i) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int aStep = o.aStep();
    int bStep = o.bStep();
    int last = o.n() - L;
    int row0 = i;
    int row1 = Math.min(i + 1, o.m() - 1);
    int row2 = Math.min(i + 2, o.m() - 1);
    int row3 = Math.min(i + 3, o.m() - 1);
    int a0 = o.aOffset() + row0 * o.aRow();
    int a1 = o.aOffset() + row1 * o.aRow();
    int a2 = o.aOffset() + row2 * o.aRow();
    int a3 = o.aOffset() + row3 * o.aRow();
    int c0 = o.cOffset() + row0 * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    boolean sum = o.accumulate();
    FloatVector c00 = start(sum, c, c0);
    FloatVector c01 = start(sum, c, c0 + L);
    FloatVector c02 = start(sum, c, c0 + last);
    FloatVector c10 = start(sum, c, c1);
    FloatVector c11 = start(sum, c, c1 + L);
    FloatVector c12 = start(sum, c, c1 + last);
    FloatVector c20 = start(sum, c, c2);
    FloatVector c21 = start(sum, c, c2 + L);
    FloatVector c22 = start(sum, c, c2 + last);
    FloatVector c30 = start(sum, c, c3);
    FloatVector c31 = start(sum, c, c3 + L);
    FloatVector c32 = start(sum, c, c3 + last);
    for (int p = 0, ap = 0, bp = o.bOffset(); p < k; p++, ap += aStep, bp += bStep) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector b2 = FloatVector.fromArray(S, b, bp + last);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + ap]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + ap]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + ap]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + ap]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + last);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + L);
    c12.intoArray(c, c1 + last);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + L);
    c22.intoArray(c, c2 + last);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + L);
    c32.intoArray(c, c3 + last);
  }

  private static void tile4x4(Operands o, int i) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int aStep = o.aStep();
    int bStep = o.bStep();
    int last = o.n() - L;
    int row0 = i;
    int row1 = Math.min(i + 1, o.m() - 1);
    int row2 = Math.min(i + 2, o.m() - 1);
    int row3 = Math.min(i + 3, o.m() - 1);
    int a0 = o.aOffset() + row0 * o.aRow();
    int a1 = o.aOffset() + row1 * o.aRow();
    int a2 = o.aOffset() + row2 * o.aRow();
    int a3 = o.aOffset() + row3 * o.aRow();
    int c0 = o.cOffset() + row0 * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    boolean sum = o.accumulate();
    FloatVector c00 = start(sum, c, c0);
    FloatVector c01 = start(sum, c, c0 + L);
    FloatVector c02 = start(sum, c, c0 + 2 * L);
    FloatVector c03 = start(sum, c, c0 + last);
    FloatVector c10 = start(sum, c, c1);
    FloatVector c11 = start(sum, c, c1 + L);
    FloatVector c12 = start(sum, c, c1 + 2 * L);
    FloatVector c13 = start(sum, c, c1 + last);
    FloatVector c20 = start(sum, c, c2);
    FloatVector c21 = start(sum, c, c2 + L);
    FloatVector c22 = start(sum, c, c2 + 2 * L);
    FloatVector c23 = start(sum, c, c2 + last);
    FloatVector c30 = start(sum, c, c3);
    FloatVector c31 = start(sum, c, c3 + L);
    FloatVector c32 = start(sum, c, c3 + 2 * L);
    FloatVector c33 = start(sum, c, c3 + last);
    for (int p = 0, ap = 0, bp = o.bOffset(); p < k; p++, ap += aStep, bp += bStep) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector b1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector b2 = FloatVector.fromArray(S, b, bp + 2 * L);
      FloatVector b3 = FloatVector.fromArray(S, b, bp + last);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + ap]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      c03 = x0.fma(b3, c03);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + ap]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      c13 = x1.fma(b3, c13);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + ap]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      c23 = x2.fma(b3, c23);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + ap]);
      c30 = x3.fma(b0, c30);
      c31 = x3.fma(b1, c31);
      c32 = x3.fma(b2, c32);
      c33 = x3.fma(b3, c33);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + L);
    c02.intoArray(c, c0 + 2 * L);
    c03.intoArray(c, c0 + last);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + L);
    c12.intoArray(c, c1 + 2 * L);
    c13.intoArray(c, c1 + last);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + L);
    c22.intoArray(c, c2 + 2 * L);
    c23.intoArray(c, c2 + last);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + L);
    c32.intoArray(c, c3 + 2 * L);
    c33.intoArray(c, c3 + last);
  }
}
