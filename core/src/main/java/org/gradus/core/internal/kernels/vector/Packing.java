package org.gradus.core.internal.kernels.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Copies of operands in the order in which the register tiles read them, in the buffers of the
 * calling thread. Their strides are constants.
 *
 * <p>A is copied in rows at a fixed distance or, if its columns are contiguous, in panels of L
 * rows, a panel after the other: of each first its L elements of the first column, then those of
 * the second and so on. The last row is repeated, as tiles may go beyond it. A strip of B is copied
 * row by row, each filled up to whole vectors, the last of which is the last L columns.
 *
 * <p>Transposing is done by plain loops over four columns, 0.28 ns an element. Gathers take 0.2 to
 * 0.25 alone, but 1.8 in about every second process, where the compiler leaves their indices in
 * objects; exchanges between registers take 0.3 on JDK 17 and 0.17 on 25.
 */
final class Packing {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Terms of the sums over k that are done at once. */
  static final int TERMS = 384;

  /** The distance of rows of A: an odd number of cache lines, or they would share a few sets. */
  static final int ROW = TERMS + 16;

  /** How many rows beyond the last the tiles may read. */
  private static final int REPEATED = 3;

  /** Columns of A that are copied to a panel at once: the rows read stay in the TLB. */
  private static final int COLUMNS_AT_ONCE = 32;

  private static final int LANES_AT_ONCE = 4;

  private Packing() {}

  /** Copies the only row of A, without gaps. */
  static Operands row(Operands o) {
    float[] copy = Scratch.own().a(o.k());
    for (int p = 0; p < o.k(); p++) {
      copy[p] = o.a()[o.aOffset() + p * o.aStep()];
    }
    return o.withA(copy, o.k(), 1);
  }

  /** Copies A, k ≤ {@link #TERMS}. */
  static Operands a(Operands o) {
    return o.aStep() == 1 ? rows(o) : panels(o);
  }

  private static Operands rows(Operands o) {
    float[] copy = Scratch.own().a((o.m() + REPEATED) * ROW);
    for (int i = 0; i < o.m() + REPEATED; i++) {
      int row = Math.min(i, o.m() - 1);
      System.arraycopy(o.a(), o.aOffset() + row * o.aRow(), copy, i * ROW, o.k());
    }
    return o.withA(copy, ROW, 1);
  }

  private static Operands panels(Operands o) {
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
    int rest = o.m() - whole;
    for (int p = 0; p < k && rest > 0; p++) {
      int to = whole * k + p * L;
      System.arraycopy(o.a(), o.aOffset() + p * o.aStep() + whole, copy, to, rest);
      Arrays.fill(copy, to + rest, to + L, copy[to + rest - 1]);
    }
    return o.withA(copy, 1, L);
  }

  /** Copies a strip of B, n ≥ L and k ≤ {@link #TERMS}, unless it is such a copy already. */
  static Operands b(Operands o) {
    return isStrip(o) ? o : strip(o, Scratch.own().b(o.k() * width(o)), 0);
  }

  private static boolean isStrip(Operands o) {
    return o.bColumn() == 1 && o.bStep() == width(o) && o.n() == width(o);
  }

  /** Returns the columns of B, filled up to whole vectors. */
  private static int width(Operands o) {
    return RegisterTiles.vectors(o.n()) * L;
  }

  /**
   * Copies B, n ≥ L and k ≤ {@link #TERMS}, strip after strip.
   *
   * @return the products of the strips, whose columns lie one after the other
   */
  static List<Operands> strips(Operands o) {
    if (isStrip(o) && RegisterTiles.width(o.n(), o.k()) == o.n()) {
      return List.of(o);
    }
    float[] copy = Scratch.own().b(o.k() * (o.n() + L - 1));
    List<Operands> strips = new ArrayList<>();
    int at = 0;
    for (int j = 0; j < o.n(); ) {
      Operands strip = strip(o.columns(j, RegisterTiles.width(o.n() - j, o.k())), copy, at);
      strips.add(strip);
      at += o.k() * strip.bStep();
      j += strip.n();
    }
    return strips;
  }

  private static Operands strip(Operands o, float[] copy, int offset) {
    int k = o.k();
    int width = width(o);
    for (int j = 0; j < width; j += L) {
      int from = o.bOffset() + Math.min(j, o.n() - L) * o.bColumn();
      if (o.bColumn() == 1) {
        copy(o.b(), from, o.bStep(), k, copy, offset + j, width);
      } else {
        float[] vectors = Scratch.own().vectors(k * L);
        transposeToPanel(o.b(), from, L, o.bColumn(), k, vectors, 0);
        copy(vectors, 0, L, k, copy, offset + j, width);
      }
    }
    return o.withB(copy, offset, width);
  }

  /** Copies B, n ≤ L: each row as one vector, in whose other lanes there is anything. */
  static Operands filled(Operands o) {
    int k = o.k();
    float[] copy = Scratch.own().vectors(k * L);
    if (o.bColumn() == 1) {
      int rest = Math.min(k, (L + o.bStep() - 1) / o.bStep());
      copy(o.b(), o.bOffset(), o.bStep(), k - rest, copy, 0, L);
      for (int p = k - rest; p < k; p++) {
        System.arraycopy(o.b(), o.bOffset() + p * o.bStep(), copy, p * L, o.n());
      }
    } else {
      transposeToPanel(o.b(), o.bOffset(), o.n(), o.bColumn(), k, copy, 0);
    }
    return o.withB(copy, 0, L);
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
