package org.gradus.core.internal.kernels.vector;

import java.lang.invoke.MethodHandles;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The register tiles of four rows and up to four vectors of columns. */
final class LowTiles implements Tiles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** The strides of A in what this definition of the class reads. */
  private static final int A_ROW = Tiles.rowDistance(MethodHandles.lookup());

  private static final int A_STEP = A_ROW == 1 ? L : 1;

  LowTiles() {}

  @Override
  public void compute(Operands o, int row, int vectors) {
    switch (vectors) {
      case 1 -> tile4x1(o, row, o.start(), o.startOffset(), o.startRow());
      case 2 -> tile4x2(o, row, o.start(), o.startOffset(), o.startRow());
      case 3 -> tile4x3(o, row, o.start(), o.startOffset(), o.startRow());
      default -> tile4x4(o, row, o.start(), o.startOffset(), o.startRow());
    }
  }

  private static void tile4x1(Operands o, int i, float[] start, int startOffset, int startRow) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int row1 = row(o, i + 1);
    int row2 = row(o, i + 2);
    int row3 = row(o, i + 3);
    int a0 = o.aOffset() + i * A_ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    int b0 = o.bOffset();
    int s0 = startOffset + i * startRow;
    int s1 = startOffset + row1 * startRow;
    int s2 = startOffset + row2 * startRow;
    int s3 = startOffset + row3 * startRow;
    FloatVector c00 = FloatVector.fromArray(S, start, s0);
    FloatVector c10 = FloatVector.fromArray(S, start, s1);
    FloatVector c20 = FloatVector.fromArray(S, start, s2);
    FloatVector c30 = FloatVector.fromArray(S, start, s3);
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
    }
    c00.intoArray(c, c0);
    c10.intoArray(c, c1);
    c20.intoArray(c, c2);
    c30.intoArray(c, c3);
  }

  private static void tile4x2(Operands o, int i, float[] start, int startOffset, int startRow) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int last = o.n() - L;
    int row1 = row(o, i + 1);
    int row2 = row(o, i + 2);
    int row3 = row(o, i + 3);
    int a0 = o.aOffset() + i * A_ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    int b0 = o.bOffset();
    int s0 = startOffset + i * startRow;
    int s1 = startOffset + row1 * startRow;
    int s2 = startOffset + row2 * startRow;
    int s3 = startOffset + row3 * startRow;
    FloatVector c00 = FloatVector.fromArray(S, start, s0);
    FloatVector c01 = FloatVector.fromArray(S, start, s0 + last);
    FloatVector c10 = FloatVector.fromArray(S, start, s1);
    FloatVector c11 = FloatVector.fromArray(S, start, s1 + last);
    FloatVector c20 = FloatVector.fromArray(S, start, s2);
    FloatVector c21 = FloatVector.fromArray(S, start, s2 + last);
    FloatVector c30 = FloatVector.fromArray(S, start, s3);
    FloatVector c31 = FloatVector.fromArray(S, start, s3 + last);
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

  private static void tile4x3(Operands o, int i, float[] start, int startOffset, int startRow) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int last = o.n() - L;
    int row1 = row(o, i + 1);
    int row2 = row(o, i + 2);
    int row3 = row(o, i + 3);
    int a0 = o.aOffset() + i * A_ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    int b0 = o.bOffset();
    int s0 = startOffset + i * startRow;
    int s1 = startOffset + row1 * startRow;
    int s2 = startOffset + row2 * startRow;
    int s3 = startOffset + row3 * startRow;
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

  private static void tile4x4(Operands o, int i, float[] start, int startOffset, int startRow) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int last = o.n() - L;
    int row1 = row(o, i + 1);
    int row2 = row(o, i + 2);
    int row3 = row(o, i + 3);
    int a0 = o.aOffset() + i * A_ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
    int b0 = o.bOffset();
    int s0 = startOffset + i * startRow;
    int s1 = startOffset + row1 * startRow;
    int s2 = startOffset + row2 * startRow;
    int s3 = startOffset + row3 * startRow;
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

  /** Returns a row of the tile: that of the number i or, after the last, the last once more. */
  private static int row(Operands o, int i) {
    return Math.min(i, o.m() - 1);
  }
}
