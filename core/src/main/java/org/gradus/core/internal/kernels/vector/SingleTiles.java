package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of a single vector of columns and eight rows, the fewest that hide the latency
 * of the addition; as {@link TallTiles}.
 *
 * <p>Here the checks of A's indices cost more than the arithmetic. If the compiler knows that the
 * elements of a row of A lie side by side, it does them before the loop: a third faster.
 */
final class SingleTiles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /**
   * Where sums start that are not added to C: an array to read, since a choice of vectors is boxed.
   */
  private static final float[] ZEROS = new float[L];

  private SingleTiles() {}

  /** Computes a tile if {@code aStep} is 1. */
  static void contiguous8x1(Operands o, int i) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
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
    float[] start = sum ? c : ZEROS;
    int s0 = sum ? c0 : 0;
    int s1 = sum ? c1 : 0;
    int s2 = sum ? c2 : 0;
    int s3 = sum ? c3 : 0;
    int s4 = sum ? c4 : 0;
    int s5 = sum ? c5 : 0;
    int s6 = sum ? c6 : 0;
    int s7 = sum ? c7 : 0;
    FloatVector c00 = FloatVector.fromArray(S, start, s0);
    FloatVector c10 = FloatVector.fromArray(S, start, s1);
    FloatVector c20 = FloatVector.fromArray(S, start, s2);
    FloatVector c30 = FloatVector.fromArray(S, start, s3);
    FloatVector c40 = FloatVector.fromArray(S, start, s4);
    FloatVector c50 = FloatVector.fromArray(S, start, s5);
    FloatVector c60 = FloatVector.fromArray(S, start, s6);
    FloatVector c70 = FloatVector.fromArray(S, start, s7);
    for (int p = 0, bp = o.bOffset(); p < k; p++, bp += bStep) {
      FloatVector b0 = FloatVector.fromArray(S, b, bp);
      FloatVector x0 = FloatVector.broadcast(S, a[a0 + p]);
      c00 = x0.fma(b0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[a1 + p]);
      c10 = x1.fma(b0, c10);
      FloatVector x2 = FloatVector.broadcast(S, a[a2 + p]);
      c20 = x2.fma(b0, c20);
      FloatVector x3 = FloatVector.broadcast(S, a[a3 + p]);
      c30 = x3.fma(b0, c30);
      FloatVector x4 = FloatVector.broadcast(S, a[a4 + p]);
      c40 = x4.fma(b0, c40);
      FloatVector x5 = FloatVector.broadcast(S, a[a5 + p]);
      c50 = x5.fma(b0, c50);
      FloatVector x6 = FloatVector.broadcast(S, a[a6 + p]);
      c60 = x6.fma(b0, c60);
      FloatVector x7 = FloatVector.broadcast(S, a[a7 + p]);
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

  /** Computes a tile whatever {@code aStep} is. */
  static void strided8x1(Operands o, int i) {
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
    float[] start = sum ? c : ZEROS;
    int s0 = sum ? c0 : 0;
    int s1 = sum ? c1 : 0;
    int s2 = sum ? c2 : 0;
    int s3 = sum ? c3 : 0;
    int s4 = sum ? c4 : 0;
    int s5 = sum ? c5 : 0;
    int s6 = sum ? c6 : 0;
    int s7 = sum ? c7 : 0;
    FloatVector c00 = FloatVector.fromArray(S, start, s0);
    FloatVector c10 = FloatVector.fromArray(S, start, s1);
    FloatVector c20 = FloatVector.fromArray(S, start, s2);
    FloatVector c30 = FloatVector.fromArray(S, start, s3);
    FloatVector c40 = FloatVector.fromArray(S, start, s4);
    FloatVector c50 = FloatVector.fromArray(S, start, s5);
    FloatVector c60 = FloatVector.fromArray(S, start, s6);
    FloatVector c70 = FloatVector.fromArray(S, start, s7);
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
}
