package org.gradus.core.internal.parallel;

/** Cuts long element-by-element loops into pieces for the threads, by length alone. */
public final class Chunks {
  /**
   * Elements in a piece: enough that handing it over costs little, few enough to stay in the cache.
   */
  public static final int ELEMENTS = 1 << 14;

  private Chunks() {}

  /** A loop over a run of elements. */
  @FunctionalInterface
  public interface Body {
    /** Runs the elements [from, from + length). */
    void run(int from, int length);
  }

  /** A loop over lines. */
  @FunctionalInterface
  public interface Lines {
    /** Runs the lines [from, to). */
    void run(int from, int to);
  }

  /**
   * Returns whether a run of this length is a single piece, so that {@link #run} need not be asked.
   */
  public static boolean isOne(int length) {
    return length < 2 * ELEMENTS;
  }

  /** Runs the body over [0, length) in pieces of {@link #ELEMENTS}. */
  public static void run(int length, Body body) {
    if (isOne(length)) {
      body.run(0, length);
      return;
    }
    int pieces = (length - 1) / ELEMENTS + 1;
    ThreadPool.shared()
        .run(
            pieces,
            piece -> {
              int from = piece * ELEMENTS;
              body.run(from, Math.min(ELEMENTS, length - from));
            });
  }

  /**
   * Runs the body over the lines [0, count), each of {@code elements} elements, in pieces of lines.
   */
  public static void lines(int count, int elements, Lines body) {
    if ((long) count * elements < 2 * ELEMENTS || count < 2) {
      body.run(0, count);
      return;
    }
    int step = Math.max(1, ELEMENTS / Math.max(elements, 1));
    int pieces = (count - 1) / step + 1;
    ThreadPool.shared()
        .run(pieces, piece -> body.run(piece * step, Math.min(count, (piece + 1) * step)));
  }
}
