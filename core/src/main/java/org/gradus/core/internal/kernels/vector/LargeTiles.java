package org.gradus.core.internal.kernels.vector;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The register tiles of 24 vectors: of eight rows and three vectors of columns, or six and four.
 */
final class LargeTiles implements Tiles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** The strides of A in what this definition of the class reads. */
  private static final int A_ROW = Tiles.rowDistance(MethodHandles.lookup());

  private static final int A_STEP = A_ROW == 1 ? L : 1;

  LargeTiles() {}

  @Override
  public void compute(Operands o, int row, int vectors) {
    if (vectors == 3) {
      tile8x3(o, row, o.start(), o.startOffset(), o.startRow());
    } else {
      tile6x4(o, row, o.start(), o.startOffset(), o.startRow());
    }
  }

  private static void tile8x3(Operands o, int i, float[] start, int startOffset, int startRow) {
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
    FloatVector c01 = FloatVector.fromArray(S, start, s0 + L);
    FloatVector c02 = FloatVector.fromArray(S, start, s0 + last);
    FloatVector c10 = FloatVector.fromArray(S, start, s1);
    FloatVector c11 = FloatVector.fromArray(S, start, s1 + L);
    FloatVector c12 = FloatVector.fromArray(S, start, s1 + last);
    FloatVector c20 = FloatVector.fromArray(S, start, s2);
    FloatVector c21 = FloatVector.fromArray(S, start, s2 + L);
    FloatVector c22 = FloatVector.fromArray(S, start, s2 + last);
    FloatVector c30 = FloatVector.fromArray(S, start, s3);
    FloatVector c31 = FloatVector.fromArray(S, start, s3 + L);
    FloatVector c32 = FloatVector.fromArray(S, start, s3 + last);
    FloatVector c40 = FloatVector.fromArray(S, start, s4);
    FloatVector c41 = FloatVector.fromArray(S, start, s4 + L);
    FloatVector c42 = FloatVector.fromArray(S, start, s4 + last);
    FloatVector c50 = FloatVector.fromArray(S, start, s5);
    FloatVector c51 = FloatVector.fromArray(S, start, s5 + L);
    FloatVector c52 = FloatVector.fromArray(S, start, s5 + last);
    FloatVector c60 = FloatVector.fromArray(S, start, s6);
    FloatVector c61 = FloatVector.fromArray(S, start, s6 + L);
    FloatVector c62 = FloatVector.fromArray(S, start, s6 + last);
    FloatVector c70 = FloatVector.fromArray(S, start, s7);
    FloatVector c71 = FloatVector.fromArray(S, start, s7 + L);
    FloatVector c72 = FloatVector.fromArray(S, start, s7 + last);
    for (int p = 0; p < k; p++) {
      int ap = a0 + p * A_STEP;
      int bp = b0 + p * (3 * L);
      FloatVector y0 = FloatVector.fromArray(S, b, bp);
      FloatVector y1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector y2 = FloatVector.fromArray(S, b, bp + 2 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[ap]);
      c00 = x0.fma(y0, c00);
      c01 = x0.fma(y1, c01);
      c02 = x0.fma(y2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[ap + A_ROW]);
      c10 = x1.fma(y0, c10);
      c11 = x1.fma(y1, c11);
      c12 = x1.fma(y2, c12);
      FloatVector x2 = FloatVector.broadcast(S, a[ap + 2 * A_ROW]);
      c20 = x2.fma(y0, c20);
      c21 = x2.fma(y1, c21);
      c22 = x2.fma(y2, c22);
      FloatVector x3 = FloatVector.broadcast(S, a[ap + 3 * A_ROW]);
      c30 = x3.fma(y0, c30);
      c31 = x3.fma(y1, c31);
      c32 = x3.fma(y2, c32);
      FloatVector x4 = FloatVector.broadcast(S, a[ap + 4 * A_ROW]);
      c40 = x4.fma(y0, c40);
      c41 = x4.fma(y1, c41);
      c42 = x4.fma(y2, c42);
      FloatVector x5 = FloatVector.broadcast(S, a[ap + 5 * A_ROW]);
      c50 = x5.fma(y0, c50);
      c51 = x5.fma(y1, c51);
      c52 = x5.fma(y2, c52);
      FloatVector x6 = FloatVector.broadcast(S, a[ap + 6 * A_ROW]);
      c60 = x6.fma(y0, c60);
      c61 = x6.fma(y1, c61);
      c62 = x6.fma(y2, c62);
      FloatVector x7 = FloatVector.broadcast(S, a[ap + 7 * A_ROW]);
      c70 = x7.fma(y0, c70);
      c71 = x7.fma(y1, c71);
      c72 = x7.fma(y2, c72);
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
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + L);
    c42.intoArray(c, c4 + last);
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + L);
    c52.intoArray(c, c5 + last);
    c60.intoArray(c, c6);
    c61.intoArray(c, c6 + L);
    c62.intoArray(c, c6 + last);
    c70.intoArray(c, c7);
    c71.intoArray(c, c7 + L);
    c72.intoArray(c, c7 + last);
  }

  private static void tile6x4(Operands o, int i, float[] start, int startOffset, int startRow) {
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
    int a0 = o.aOffset() + i * A_ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    int c4 = o.cOffset() + row4 * o.cRow();
    int c5 = o.cOffset() + row5 * o.cRow();
    int b0 = o.bOffset();
    int s0 = startOffset + i * startRow;
    int s1 = startOffset + row1 * startRow;
    int s2 = startOffset + row2 * startRow;
    int s3 = startOffset + row3 * startRow;
    int s4 = startOffset + row4 * startRow;
    int s5 = startOffset + row5 * startRow;
    FloatVector c00 = FloatVector.fromArray(S, start, s0);
    FloatVector c01 = FloatVector.fromArray(S, start, s0 + L);
    FloatVector c02 = FloatVector.fromArray(S, start, s0 + 2 * L);
    FloatVector c03 = FloatVector.fromArray(S, start, s0 + last);
    FloatVector c10 = FloatVector.fromArray(S, start, s1);
    FloatVector c11 = FloatVector.fromArray(S, start, s1 + L);
    FloatVector c12 = FloatVector.fromArray(S, start, s1 + 2 * L);
    FloatVector c13 = FloatVector.fromArray(S, start, s1 + last);
    FloatVector c20 = FloatVector.fromArray(S, start, s2);
    FloatVector c21 = FloatVector.fromArray(S, start, s2 + L);
    FloatVector c22 = FloatVector.fromArray(S, start, s2 + 2 * L);
    FloatVector c23 = FloatVector.fromArray(S, start, s2 + last);
    FloatVector c30 = FloatVector.fromArray(S, start, s3);
    FloatVector c31 = FloatVector.fromArray(S, start, s3 + L);
    FloatVector c32 = FloatVector.fromArray(S, start, s3 + 2 * L);
    FloatVector c33 = FloatVector.fromArray(S, start, s3 + last);
    FloatVector c40 = FloatVector.fromArray(S, start, s4);
    FloatVector c41 = FloatVector.fromArray(S, start, s4 + L);
    FloatVector c42 = FloatVector.fromArray(S, start, s4 + 2 * L);
    FloatVector c43 = FloatVector.fromArray(S, start, s4 + last);
    FloatVector c50 = FloatVector.fromArray(S, start, s5);
    FloatVector c51 = FloatVector.fromArray(S, start, s5 + L);
    FloatVector c52 = FloatVector.fromArray(S, start, s5 + 2 * L);
    FloatVector c53 = FloatVector.fromArray(S, start, s5 + last);
    for (int p = 0; p < k; p++) {
      int ap = a0 + p * A_STEP;
      int bp = b0 + p * (4 * L);
      FloatVector y0 = FloatVector.fromArray(S, b, bp);
      FloatVector y1 = FloatVector.fromArray(S, b, bp + L);
      FloatVector y2 = FloatVector.fromArray(S, b, bp + 2 * L);
      FloatVector y3 = FloatVector.fromArray(S, b, bp + 3 * L);
      FloatVector x0 = FloatVector.broadcast(S, a[ap]);
      c00 = x0.fma(y0, c00);
      c01 = x0.fma(y1, c01);
      c02 = x0.fma(y2, c02);
      c03 = x0.fma(y3, c03);
      FloatVector x1 = FloatVector.broadcast(S, a[ap + A_ROW]);
      c10 = x1.fma(y0, c10);
      c11 = x1.fma(y1, c11);
      c12 = x1.fma(y2, c12);
      c13 = x1.fma(y3, c13);
      FloatVector x2 = FloatVector.broadcast(S, a[ap + 2 * A_ROW]);
      c20 = x2.fma(y0, c20);
      c21 = x2.fma(y1, c21);
      c22 = x2.fma(y2, c22);
      c23 = x2.fma(y3, c23);
      FloatVector x3 = FloatVector.broadcast(S, a[ap + 3 * A_ROW]);
      c30 = x3.fma(y0, c30);
      c31 = x3.fma(y1, c31);
      c32 = x3.fma(y2, c32);
      c33 = x3.fma(y3, c33);
      FloatVector x4 = FloatVector.broadcast(S, a[ap + 4 * A_ROW]);
      c40 = x4.fma(y0, c40);
      c41 = x4.fma(y1, c41);
      c42 = x4.fma(y2, c42);
      c43 = x4.fma(y3, c43);
      FloatVector x5 = FloatVector.broadcast(S, a[ap + 5 * A_ROW]);
      c50 = x5.fma(y0, c50);
      c51 = x5.fma(y1, c51);
      c52 = x5.fma(y2, c52);
      c53 = x5.fma(y3, c53);
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
    c40.intoArray(c, c4);
    c41.intoArray(c, c4 + L);
    c42.intoArray(c, c4 + 2 * L);
    c43.intoArray(c, c4 + last);
    c50.intoArray(c, c5);
    c51.intoArray(c, c5 + L);
    c52.intoArray(c, c5 + 2 * L);
    c53.intoArray(c, c5 + last);
  }

  /** Returns a row of the tile: that of the number i or, after the last, the last once more. */
  private static int row(Operands o, int i) {
    return Math.min(i, o.m() - 1);
  }
}
