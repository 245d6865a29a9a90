package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of operands in the order in which the register tiles read them, in the buffers of the
 * calling thread.
 *
 * <p>Transposing is done by plain loops over four columns, 0.28 ns an element. Gathers take 0.2 to
 * 0.25 alone, but 1.8 in about every second process, where the compiler leaves their indices in
 * objects; exchanges between registers take 0.3 on JDK 17 and 0.17 on 25.
 */
final class Packing {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Columns of A that are copied to a panel at once: the rows read stay in the TLB. */
  private static final int COLUMNS_AT_ONCE = 32;

  private static final int LANES_AT_ONCE = 4;

  private Packing() {}

  /**
   * Copies B, n ≥ L, to panels of one vector: of the first L columns first row 0, then row 1 and so
   * on, then those of the next L columns. The last panel is the last L columns.
   */
  static Operands vectors(Operands o) {
    int width = (o.n() + L - 1) / L * L;
    float[] copy = Scratch.own().b(o.k() * width);
    for (int j = 0; j < width; j += L) {
      int from = o.bOffset() + Math.min(j, o.n() - L) * o.bColumn();
      if (o.bColumn() == 1) {
        copy(o.b(), from, o.bStep(), o.k(), copy, j * o.k(), L);
      } else {
        transposeToPanel(o.b(), from, L, o.bColumn(), o.k(), copy, j * o.k());
      }
    }
    return o.withB(copy);
  }

  /** Copies B, n ≤ L: each row as one vector, in whose other lanes there is anything. */
  static Operands filled(Operands o) {
    int k = o.k();
    float[] copy = Scratch.own().b(k * L);
    if (o.bColumn() == 1) {
      int rest = Math.min(k, (L + o.bStep() - 1) / o.bStep());
      copy(o.b(), o.bOffset(), o.bStep(), k - rest, copy, 0, L);
      for (int p = k - rest; p < k; p++) {
        System.arraycopy(o.b(), o.bOffset() + p * o.bStep(), copy, p * L, o.n());
      }
    } else {
      transposeToPanel(o.b(), o.bOffset(), o.n(), o.bColumn(), k, copy, 0);
    }
    return o.withB(copy);
  }

  /**
   * Copies A, whose columns are contiguous, to panels of L rows, a panel after the other: of each
   * first its L elements of the first column, then those of the second and so on. The last panel
   * may have fewer rows and gaps in their place.
   */
  static Operands panels(Operands o) {
    int k = o.k();
    int whole = o.m() - o.m() % L;
    float[] copy = Scratch.own().a((whole + L) * k);
    for (int p = 0; p < k; p += COLUMNS_AT_ONCE) {
      int columns = Math.min(COLUMNS_AT_ONCE, k - p);
      int from = o.aOffset() + p * o.aStep();
      for (int i = 0; i < whole; i += L) {
        copy(o.a(), from + i, o.aStep(), columns, copy, i * k + p * L, L);
      }
    }
    for (int p = 0; p < k; p++) {
      int from = o.aOffset() + p * o.aStep() + whole;
      System.arraycopy(o.a(), from, copy, whole * k + p * L, o.m() - whole);
    }
    return o.withA(copy, 1, L);
  }

  /** Copies a few rows of A, without gaps. */
  static Operands rows(Operands o) {
    int k = o.k();
    float[] copy = Scratch.own().rows(o.m() * k);
    for (int i = 0; i < o.m(); i++) {
      int from = o.aOffset() + i * o.aRow();
      for (int p = 0; p < k; p++) {
        copy[i * k + p] = o.a()[from + p * o.aStep()];
      }
    }
    return o.withA(copy, k, 1);
  }

  /** Copies vectors that lie {@code fromStep} apart to places {@code toStep} apart. */
  private static void copy(
      float[] x, int from, int fromStep, int count, float[] y, int to, int toStep) {
    for (int i = 0; i < count; i++) {
      FloatVector.fromArray(S, x, from + i * fromStep).intoArray(y, to + i * toStep);
    }
  }

  /**
   * As {@link #transpose} to a panel of rows of one vector. The constant distance of its rows lets
   * the compiler check all indices before the loop: 0.28 ns an element instead of 0.4 to 1.
   */
  static void transposeToPanel(
      float[] x, int from, int width, int lane, int count, float[] y, int to) {
    int l = 0;
    for (; l <= width - LANES_AT_ONCE; l += LANES_AT_ONCE) {
      int x0 = from + l * lane;
      int x1 = x0 + lane;
      int x2 = x1 + lane;
      int x3 = x2 + lane;
      int y0 = to + l;
      for (int i = 0; i < count; i++) {
        y[y0 + i * L] = x[x0 + i];
        y[y0 + i * L + 1] = x[x1 + i];
        y[y0 + i * L + 2] = x[x2 + i];
        y[y0 + i * L + 3] = x[x3 + i];
      }
    }
    for (; l < L; l++) {
      int at = from + Math.min(l, width - 1) * lane;
      for (int i = 0; i < count; i++) {
        y[to + l + i * L] = x[at + i];
      }
    }
  }

  /**
   * As {@link #copy}, with the lanes of a vector {@code lane} elements apart.
   *
   * @param width how many of the lanes to use; the others repeat the last of them
   */
  static void transpose(
      float[] x, int from, int width, int lane, int count, float[] y, int to, int toStep) {
    int l = 0;
    for (; l <= width - LANES_AT_ONCE; l += LANES_AT_ONCE) {
      int at = from + l * lane;
      for (int i = 0; i < count; i++) {
        int target = to + l + i * toStep;
        y[target] = x[at];
        y[target + 1] = x[at + lane];
        y[target + 2] = x[at + 2 * lane];
        y[target + 3] = x[at + 3 * lane];
        at++;
      }
    }
    for (; l < L; l++) {
      int at = from + Math.min(l, width - 1) * lane;
      for (int i = 0; i < count; i++) {
        y[to + l + i * toStep] = x[at + i];
      }
    }
  }
}
