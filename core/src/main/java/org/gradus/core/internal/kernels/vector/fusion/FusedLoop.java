package org.gradus.core.internal.kernels.vector.fusion;

/**
 * A loop over up to five runs of floats of one length; its subclasses are written by {@link
 * LoopWriter}.
 */
abstract class FusedLoop {
  /** The greatest number of runs. */
  static final int RUNS = 5;

  /** The method that subclasses define. */
  static final String METHOD = "runWhole";

  private final int lanes;
  private final int loaded;
  private final int stored;

  /**
   * Makes a loop.
   *
   * @param lanes the length of a vector
   * @param loaded the runs that are loaded, as bits
   * @param stored the runs that are stored, as bits
   */
  FusedLoop(int lanes, int loaded, int stored) {
    this.lanes = lanes;
    this.loaded = loaded;
    this.stored = stored;
  }

  /** Computes whole vectors. */
  abstract void runWhole(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      float[] d,
      int dOffset,
      float[] e,
      int eOffset,
      float[] constants,
      int length);

  /**
   * Computes any number of elements. Runs that the formula does not mention are not touched; runs
   * that it loads and stores may be the same, but an element that it repeats must not be stored to.
   */
  final void run(
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] c,
      int cOffset,
      float[] d,
      int dOffset,
      float[] e,
      int eOffset,
      float[] constants,
      int length) {
    int whole = length & -lanes;
    if (whole > 0) {
      runWhole(a, aOffset, b, bOffset, c, cOffset, d, dOffset, e, eOffset, constants, whole);
    }
    int rest = length - whole;
    if (rest == 0) {
      return;
    }
    if (whole > 0 && !storesWhatItLoads(a, b, c, d, e)) {
      // The last vector overlaps the one before: the same numbers are computed again.
      int last = length - lanes;
      runWhole(
          a,
          place(0, aOffset, last),
          b,
          place(1, bOffset, last),
          c,
          place(2, cOffset, last),
          d,
          place(3, dOffset, last),
          e,
          place(4, eOffset, last),
          constants,
          lanes);
      return;
    }
    // Less than a vector is computed in copies: masked access is slow before JDK 18.
    float[] copyOfA = copy(0, a, aOffset + whole, rest);
    float[] copyOfB = copy(1, b, bOffset + whole, rest);
    float[] copyOfC = copy(2, c, cOffset + whole, rest);
    float[] copyOfD = copy(3, d, dOffset + whole, rest);
    float[] copyOfE = copy(4, e, eOffset + whole, rest);
    runWhole(
        copyOfA,
        isCopied(0) ? 0 : aOffset,
        copyOfB,
        isCopied(1) ? 0 : bOffset,
        copyOfC,
        isCopied(2) ? 0 : cOffset,
        copyOfD,
        isCopied(3) ? 0 : dOffset,
        copyOfE,
        isCopied(4) ? 0 : eOffset,
        constants,
        lanes);
    copyBack(0, copyOfA, a, aOffset + whole, rest);
    copyBack(1, copyOfB, b, bOffset + whole, rest);
    copyBack(2, copyOfC, c, cOffset + whole, rest);
    copyBack(3, copyOfD, d, dOffset + whole, rest);
    copyBack(4, copyOfE, e, eOffset + whole, rest);
  }

  /** Returns where a run's element is; one that is repeated, or not used at all, stays in place. */
  private int place(int run, int offset, int element) {
    return isCopied(run) ? offset + element : offset;
  }

  private float[] copy(int run, float[] x, int offset, int length) {
    if (!isCopied(run)) {
      return x;
    }
    float[] copy = new float[lanes];
    if (isLoaded(run)) {
      System.arraycopy(x, offset, copy, 0, length);
    }
    return copy;
  }

  private void copyBack(int run, float[] copy, float[] x, int offset, int length) {
    if (isStored(run)) {
      System.arraycopy(copy, 0, x, offset, length);
    }
  }

  private boolean storesWhatItLoads(float[]... runs) {
    for (int i = 0; i < RUNS; i++) {
      for (int j = 0; j < RUNS; j++) {
        if (isStored(i) && isLoaded(j) && runs[i] == runs[j]) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean isCopied(int run) {
    return isLoaded(run) || isStored(run);
  }

  private boolean isLoaded(int run) {
    return (loaded & (1 << run)) != 0;
  }

  private boolean isStored(int run) {
    return (stored & (1 << run)) != 0;
  }
}
