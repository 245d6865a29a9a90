package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The product of one row with a transposed matrix: a scalar product with each row of B as stored.
 *
 * <p>Transposing B would cost more than the product. Each sum runs in 2 · L partial sums, where
 * element p belongs to number p mod 2L; they are added to each other in a fixed order (that of
 * {@code reduceLanes} is up to the JVM and differs between its compilers), then the terms after the
 * last whole vector one by one, and the result is added to C.
 */
final class DotProducts {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Rows of B that are done at once. */
  private static final int ROWS = 4;

  private DotProducts() {}

  /** Computes a product with m = 1 and B stored transposed. */
  static void multiply(Operands o) {
    Operands row = o.aStep() == 1 ? o : Packing.row(o);
    float[] sums = Scratch.own().c(ROWS * L);
    for (int j = 0; j < o.n(); j += ROWS) {
      sumLanes(row, j, sums);
      int end = Math.min(ROWS, o.n() - j);
      for (int r = 0; r < end; r++) {
        float sum = addRest(row, j + r, total(sums, r * L));
        int at = o.cOffset() + j + r;
        o.c()[at] = o.accumulate() ? o.c()[at] + sum : sum;
      }
    }
  }

  /** Sums the whole vectors of the rows j to j + 3 of B, or of the last one again, lane by lane. */
  private static void sumLanes(Operands o, int j, float[] sums) {
    float[] a = o.a();
    float[] b = o.b();
    int a0 = o.aOffset();
    int b0 = o.bOffset() + j * o.bColumn();
    int b1 = o.bOffset() + Math.min(j + 1, o.n() - 1) * o.bColumn();
    int b2 = o.bOffset() + Math.min(j + 2, o.n() - 1) * o.bColumn();
    int b3 = o.bOffset() + Math.min(j + 3, o.n() - 1) * o.bColumn();
    int k = o.k();
    FloatVector even0 = FloatVector.zero(S);
    FloatVector even1 = FloatVector.zero(S);
    FloatVector even2 = FloatVector.zero(S);
    FloatVector even3 = FloatVector.zero(S);
    FloatVector odd0 = FloatVector.zero(S);
    FloatVector odd1 = FloatVector.zero(S);
    FloatVector odd2 = FloatVector.zero(S);
    FloatVector odd3 = FloatVector.zero(S);
    int p = 0;
    for (; p <= k - 2 * L; p += 2 * L) {
      FloatVector x = FloatVector.fromArray(S, a, a0 + p);
      even0 = x.fma(FloatVector.fromArray(S, b, b0 + p), even0);
      even1 = x.fma(FloatVector.fromArray(S, b, b1 + p), even1);
      even2 = x.fma(FloatVector.fromArray(S, b, b2 + p), even2);
      even3 = x.fma(FloatVector.fromArray(S, b, b3 + p), even3);
      FloatVector y = FloatVector.fromArray(S, a, a0 + p + L);
      odd0 = y.fma(FloatVector.fromArray(S, b, b0 + p + L), odd0);
      odd1 = y.fma(FloatVector.fromArray(S, b, b1 + p + L), odd1);
      odd2 = y.fma(FloatVector.fromArray(S, b, b2 + p + L), odd2);
      odd3 = y.fma(FloatVector.fromArray(S, b, b3 + p + L), odd3);
    }
    if (p <= k - L) {
      FloatVector x = FloatVector.fromArray(S, a, a0 + p);
      even0 = x.fma(FloatVector.fromArray(S, b, b0 + p), even0);
      even1 = x.fma(FloatVector.fromArray(S, b, b1 + p), even1);
      even2 = x.fma(FloatVector.fromArray(S, b, b2 + p), even2);
      even3 = x.fma(FloatVector.fromArray(S, b, b3 + p), even3);
    }
    even0.add(odd0).intoArray(sums, 0);
    even1.add(odd1).intoArray(sums, L);
    even2.add(odd2).intoArray(sums, 2 * L);
    even3.add(odd3).intoArray(sums, 3 * L);
  }

  /** Returns the sum of a vector's lanes, in four partial sums. */
  private static float total(float[] lanes, int from) {
    float sum0 = 0;
    float sum1 = 0;
    float sum2 = 0;
    float sum3 = 0;
    for (int l = from; l < from + L; l += 4) {
      sum0 += lanes[l];
      sum1 += lanes[l + 1];
      sum2 += lanes[l + 2];
      sum3 += lanes[l + 3];
    }
    return (sum0 + sum1) + (sum2 + sum3);
  }

  private static float addRest(Operands o, int j, float sum) {
    int b = o.bOffset() + j * o.bColumn();
    float total = sum;
    for (int p = o.k() - o.k() % L; p < o.k(); p++) {
      total = Math.fma(o.a()[o.aOffset() + p], o.b()[b + p], total);
    }
    return total;
  }
}
