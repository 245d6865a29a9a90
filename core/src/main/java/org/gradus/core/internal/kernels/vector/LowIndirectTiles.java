package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The register tiles of four rows and two or three vectors whose rows of B lie anywhere. */
final class LowIndirectTiles {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int ROW = Packing.ROW;

  private LowIndirectTiles() {}

  /** Computes the tile of rows from {@code row} on and all columns. */
  static void compute(Operands o, int[] rows, int first, int row) {
    if (o.n() > 2 * L) {
      tile4x3(o, rows, first, row, o.start(), o.startOffset(), o.startRow());
    } else {
      tile4x2(o, rows, first, row, o.start(), o.startOffset(), o.startRow());
    }
  }

  private static void tile4x3(
      Operands o, int[] rows, int first, int i, float[] start, int startOffset, int startRow) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int last = o.n() - L;
    int row1 = row(o, i + 1);
    int row2 = row(o, i + 2);
    int row3 = row(o, i + 3);
    int a0 = o.aOffset() + i * ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
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
    int from = o.bOffset();
    for (int p = 0; p < k; p++) {
      int ap = a0 + p;
      int at = from + rows[first + p];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + L);
      FloatVector b2 = FloatVector.fromArray(S, b, at + last);
      FloatVector x0 = FloatVector.broadcast(S, a[ap]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      c02 = x0.fma(b2, c02);
      FloatVector x1 = FloatVector.broadcast(S, a[ap + ROW]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      c12 = x1.fma(b2, c12);
      FloatVector x2 = FloatVector.broadcast(S, a[ap + 2 * ROW]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      c22 = x2.fma(b2, c22);
      FloatVector x3 = FloatVector.broadcast(S, a[ap + 3 * ROW]);
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

  private static void tile4x2(
      Operands o, int[] rows, int first, int i, float[] start, int startOffset, int startRow) {
    int k = o.k();
    float[] a = o.a();
    float[] b = o.b();
    float[] c = o.c();
    int last = o.n() - L;
    int row1 = row(o, i + 1);
    int row2 = row(o, i + 2);
    int row3 = row(o, i + 3);
    int a0 = o.aOffset() + i * ROW;
    int c0 = o.cOffset() + i * o.cRow();
    int c1 = o.cOffset() + row1 * o.cRow();
    int c2 = o.cOffset() + row2 * o.cRow();
    int c3 = o.cOffset() + row3 * o.cRow();
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
    int from = o.bOffset();
    for (int p = 0; p < k; p++) {
      int ap = a0 + p;
      int at = from + rows[first + p];
      FloatVector b0 = FloatVector.fromArray(S, b, at);
      FloatVector b1 = FloatVector.fromArray(S, b, at + last);
      FloatVector x0 = FloatVector.broadcast(S, a[ap]);
      c00 = x0.fma(b0, c00);
      c01 = x0.fma(b1, c01);
      FloatVector x1 = FloatVector.broadcast(S, a[ap + ROW]);
      c10 = x1.fma(b0, c10);
      c11 = x1.fma(b1, c11);
      FloatVector x2 = FloatVector.broadcast(S, a[ap + 2 * ROW]);
      c20 = x2.fma(b0, c20);
      c21 = x2.fma(b1, c21);
      FloatVector x3 = FloatVector.broadcast(S, a[ap + 3 * ROW]);
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

  /** Returns a row, or the last one for those beyond it. */
  private static int row(Operands o, int row) {
    return Math.min(row, o.m() - 1);
  }
}
