package org.gradus.core.internal.kernels.vector;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of eight rows and one or two vectors of columns.
 *
 * <p>Eight rows are the fewest that hide the latency of the addition if there is one vector.
 */
final class TallTiles implements Tiles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** The strides of A in what this definition of the class reads. */
  private static final int A_ROW = Tiles.rowDistance(MethodHandles.lookup());

  private static final int A_STEP = A_ROW == 1 ? L : 1;

  TallTiles() {}

  @Override
  public void compute(Operands o, int row, int vectors) {
    if (vectors == 1) {
      tile8x1(o, row, o.start(), o.startOffset(), o.startRow());
    } else {
      tile8x2(o, row, o.start(), o.startOffset(), o.startRow());
    }
  }

  private static void tile8x1(Operands o, int i, float[] start, int startOffset, int startRow) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int row1 = row(o, i + 1);
    int row2 = row(o, i + 2);
    int row3 = row(o, i + 3);
    int row4 = row(o, i + 4);
    int row5 = row(o, i + 5);
    int row6 = row(o, i + 6);
    int row7 = row(o, i + 7);
    int a0 = o.aOffset() + i * A_ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    int c4 = o.cOffset() + row4 * o.cRow();
    int c5 = o.cOffset() + row5 * o.cRow();
    int c6 = o.cOffset() + row6 * o.cRow();
    int c7 = o.cOffset() + row7 * o.cRow();
    int b0 = o.bOffset();
    int s0 = startOffset + i * startRow;
    int s1 = startOffset + row1 * startRow;
    int s2 = startOffset + row2 * startRow;
    int s3 = startOffset + row3 * startRow;
    int s4 = startOffset + row4 * startRow;
    int s5 = startOffset + row5 * startRow;
    int s6 = startOffset + row6 * startRow;
    int s7 = startOffset + row7 * startRow;
    FloatVector c00 = FloatVector.fromArray(S, start, s0);
    FloatVector c10 = FloatVector.fromArray(S, start, s1);
    FloatVector c20 = FloatVector.fromArray(S, start, s2);
    FloatVector c30 = FloatVector.fromArray(S, start, s3);
    FloatVector c40 = FloatVector.fromArray(S, start, s4);
    FloatVector c50 = FloatVector.fromArray(S, start, s5);
    FloatVector c60 = FloatVector.fromArray(S, start, s6);
    FloatVector c70 = FloatVector.fromArray(S, start, s7);
    for (int p = 0; p < k; p++) {
      int ap = a0 + p * A_STEP;
      int bp = b0 + p * L;
      FloatVector y0 = FloatVector.fromArray(S, b, bp);
      FloatVector x0 = FloatVector.broadcast(S, a[ap]);
      c00 = x0.fma(y0, c00);
      FloatVector x1 = FloatVector.broadcast(S, a[ap + A_ROW]);
      c10 = x1.fma(y0, c10);
      FloatVector x2 = FloatVector.broadcast(S, a[ap + 2 * A_ROW]);
      c20 = x2.fma(y0, c20);
      FloatVector x3 = FloatVector.broadcast(S, a[ap + 3 * A_ROW]);
      c30 = x3.fma(y0, c30);
      FloatVector x4 = FloatVector.broadcast(S, a[ap + 4 * A_ROW]);
      c40 = x4.fma(y0, c40);
      FloatVector x5 = FloatVector.broadcast(S, a[ap + 5 * A_ROW]);
      c50 = x5.fma(y0, c50);
      FloatVector x6 = FloatVector.broadcast(S, a[ap + 6 * A_ROW]);
      c60 = x6.fma(y0, c60);
      FloatVector x7 = FloatVector.broadcast(S, a[ap + 7 * A_ROW]);
      c70 = x7.fma(y0, c70);
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

  private static void tile8x2(Operands o, int i, float[] start, int startOffset, int startRow) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int last = o.n() - L;
    int row1 = row(o, i + 1);
    int row2 = row(o, i + 2);
    int row3 = row(o, i + 3);
    int row4 = row(o, i + 4);
    int row5 = row(o, i + 5);
    int row6 = row(o, i + 6);
    int row7 = row(o, i + 7);
    int a0 = o.aOffset() + i * A_ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    int c4 = o.cOffset() + row4 * o.cRow();
    int c5 = o.cOffset() + row5 * o.cRow();
    int c6 = o.cOffset() + row6 * o.cRow();
    int c7 = o.cOffset() + row7 * o.cRow();
    int b0 = o.bOffset();
    int s0 = startOffset + i * startRow;
    int s1 = startOffset + row1 * startRow;
    int s2 = startOffset + row2 * startRow;
    int s3 = startOffset + row3 * startRow;
    int s4 = startOffset + row4 * startRow;
    int s5 = startOffset + row5 * startRow;
    int s6 = startOffset + row6 * startRow;
    int s7 = startOffset + row7 * startRow;
    FloatVector c00 = FloatVector.fromArray(S, start, s0);
    FloatVector c01 = FloatVector.fromArray(S, start, s0 + last);
    FloatVector c10 = FloatVector.fromArray(S, start, s1);
    FloatVector c11 = FloatVector.fromArray(S, start, s1 + last);
    FloatVector c20 = FloatVector.fromArray(S, start, s2);
    FloatVector c21 = FloatVector.fromArray(S, start, s2 + last);
    FloatVector c30 = FloatVector.fromArray(S, start, s3);
    FloatVector c31 = FloatVector.fromArray(S, start, s3 + last);
    FloatVector c40 = FloatVector.fromArray(S, start, s4);
    FloatVector c41 = FloatVector.fromArray(S, start, s4 + last);
    FloatVector c50 = FloatVector.fromArray(S, start, s5);
    FloatVector c51 = FloatVector.fromArray(S, start, s5 + last);
    FloatVector c60 = FloatVector.fromArray(S, start, s6);
    FloatVector c61 = FloatVector.fromArray(S, start, s6 + last);
    FloatVector c70 = FloatVector.fromArray(S, start, s7);
    FloatVector c71 = FloatVector.fromArray(S, start, s7 + last);
    for (int p = 0; p < k; p++) {
      int ap = a0 + p * A_STEP;
      int bp = b0 + p * (2 * L);
      FloatVector y0 = FloatVector.fromArray(S, b, bp);
      FloatVector y1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector x0 = FloatVector.broadcast(S, a[ap]);
      c00 = x0.fma(y0, c00);
      c01 = x0.fma(y1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[ap + A_ROW]);
      c10 = x1.fma(y0, c10);
      c11 = x1.fma(y1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[ap + 2 * A_ROW]);
      c20 = x2.fma(y0, c20);
      c21 = x2.fma(y1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[ap + 3 * A_ROW]);
      c30 = x3.fma(y0, c30);
      c31 = x3.fma(y1, c31);
      FloatVector x4 = FloatVector.broadcast(S, a[ap + 4 * A_ROW]);
      c40 = x4.fma(y0, c40);
      c41 = x4.fma(y1, c41);
      FloatVector x5 = FloatVector.broadcast(S, a[ap + 5 * A_ROW]);
      c50 = x5.fma(y0, c50);
      c51 = x5.fma(y1, c51);
      FloatVector x6 = FloatVector.broadcast(S, a[ap + 6 * A_ROW]);
      c60 = x6.fma(y0, c60);
      c61 = x6.fma(y1, c61);
      FloatVector x7 = FloatVector.broadcast(S, a[ap + 7 * A_ROW]);
      c70 = x7.fma(y0, c70);
      c71 = x7.fma(y1, c71);
    }
    c00.intoArray(c, c0);
    c01.intoArray(c, c0 + last);
    c10.intoArray(c, c1);
    c11.intoArray(c, c1 + last);
    c20.intoArray(c, c2);
    c21.intoArray(c, c2 + last);
    c30.intoArray(c, c3);
    c31.intoArray(c, c3 + last);
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + last);
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + last);
    c60.intoArray(c, c6);
    c61.intoArray(c, c6 + last);
    c70.intoArray(c, c7);
    c71.intoArray(c, c7 + last);
  }

  /** Returns a row of the tile: that of the number i or, after the last, the last once more. */
  private static int row(Operands o, int i) {
    return Math.min(i, o.m() - 1);
  }
}
