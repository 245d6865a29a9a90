package org.gradus.core.internal.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of one row with a matrix of contiguous columns.
 *
 * <p>It is as fast as B is read, so B is read row by row, eight rows in one pass over the sums,
 * which stay in the L1 cache. The sums have a vector for each vector of C; the last is that of the
 * last L columns, and what it has in common with the one before it is computed twice.
 */
final class RowProduct {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();
  private static final int TERMS = 8;

  private RowProduct() {}

  /** Computes a product with m = 1, n ≥ L and contiguous columns of B. */
  static void multiply(Operands o) {
    int before = (o.n() - 1) / L * L;
    int last = o.n() - L;
    float[] sums = Scratch.own().c(before + L);
    if (o.accumulate()) {
      System.arraycopy(o.c(), o.cOffset(), sums, 0, before);
      System.arraycopy(o.c(), o.cOffset() + last, sums, before, L);
    } else {
      Arrays.fill(sums, 0, before + L, 0);
    }
    int p = 0;
    for (; p <= o.k() - TERMS; p += TERMS) {
      addTerms(o, p, 0, 0, before, sums);
      addTerms(o, p, last, before, before + L, sums);
    }
    for (; p < o.k(); p++) {
      addTerm(o, p, 0, 0, before, sums);
      addTerm(o, p, last, before, before + L, sums);
    }
    System.arraycopy(sums, 0, o.c(), o.cOffset(), before);
    System.arraycopy(sums, before, o.c(), o.cOffset() + last, L);
  }

  /** Adds the terms p to p + 7 of the columns from {@code column} on to a range of sums. */
  private static void addTerms(Operands o, int p, int column, int from, int to, float[] sums) {
    float[] a = o.a();
    int at = o.aOffset() + p * o.aStep();
    int aStep = o.aStep();
    FloatVector a0 = FloatVector.broadcast(S, a[at]);
    FloatVector a1 = FloatVector.broadcast(S, a[at + aStep]);
    FloatVector a2 = FloatVector.broadcast(S, a[at + 2 * aStep]);
    FloatVector a3 = FloatVector.broadcast(S, a[at + 3 * aStep]);
    FloatVector a4 = FloatVector.broadcast(S, a[at + 4 * aStep]);
    FloatVector a5 = FloatVector.broadcast(S, a[at + 5 * aStep]);
    FloatVector a6 = FloatVector.broadcast(S, a[at + 6 * aStep]);
    FloatVector a7 = FloatVector.broadcast(S, a[at + 7 * aStep]);
    float[] b = o.b();
    int bStep = o.bStep();
    int b0 = o.bOffset() + p * bStep + column - from;
    int b4 = b0 + 4 * bStep;
    for (int j = from; j < to; j += L) {
      FloatVector sum = FloatVector.fromArray(S, sums, j);
      sum = a0.fma(FloatVector.fromArray(S, b, b0 + j), sum);
      sum = a1.fma(FloatVector.fromArray(S, b, b0 + bStep + j), sum);
      sum = a2.fma(FloatVector.fromArray(S, b, b0 + 2 * bStep + j), sum);
      sum = a3.fma(FloatVector.fromArray(S, b, b0 + 3 * bStep + j), sum);
      sum = a4.fma(FloatVector.fromArray(S, b, b4 + j), sum);
      sum = a5.fma(FloatVector.fromArray(S, b, b4 + bStep + j), sum);
      sum = a6.fma(FloatVector.fromArray(S, b, b4 + 2 * bStep + j), sum);
      sum = a7.fma(FloatVector.fromArray(S, b, b4 + 3 * bStep + j), sum);
      sum.intoArray(sums, j);
    }
  }

  private static void addTerm(Operands o, int p, int column, int from, int to, float[] sums) {
    FloatVector x = FloatVector.broadcast(S, o.a()[o.aOffset() + p * o.aStep()]);
    float[] b = o.b();
    int b0 = o.bOffset() + p * o.bStep() + column - from;
    for (int j = from; j < to; j += L) {
      x.fma(FloatVector.fromArray(S, b, b0 + j), FloatVector.fromArray(S, sums, j))
          .intoArray(sums, j);
    }
  }
}
