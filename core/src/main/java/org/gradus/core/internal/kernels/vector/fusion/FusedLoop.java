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
   * that it loads and stores may be the same.
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
    if (whole < length) {
      float[][] runs = {a, b, c, d, e};
      int[] offsets = {aOffset, bOffset, cOffset, dOffset, eOffset};
      if (whole > 0 && !storesWhatItLoads(runs)) {
        // The last vector overlaps the one before: the same numbers are computed again.
        advance(offsets, length - lanes);
        runVector(runs, offsets, constants);
      } else {
        advance(offsets, whole);
        runRest(runs, offsets, constants, length - whole);
      }
    }
  }

  private void advance(int[] offsets, int length) {
    for (int i = 0; i < RUNS; i++) {
      if (isLoaded(i) || isStored(i)) {
        offsets[i] += length;
      }
    }
  }

  private boolean storesWhatItLoads(float[][] runs) {
    for (int i = 0; i < RUNS; i++) {
      for (int j = 0; j < RUNS; j++) {
        if (isStored(i) && isLoaded(j) && runs[i] == runs[j]) {
          return true;
        }
      }
    }
    return false;
  }

  private void runVector(float[][] runs, int[] offsets, float[] constants) {
    runWhole(
        runs[0],
        offsets[0],
        runs[1],
        offsets[1],
        runs[2],
        offsets[2],
        runs[3],
        offsets[3],
        runs[4],
        offsets[4],
        constants,
        lanes);
  }

  /** Computes less than a vector in copies: masked access is slow before JDK 18. */
  private void runRest(float[][] runs, int[] offsets, float[] constants, int length) {
    float[][] copies = runs.clone();
    int[] starts = offsets.clone();
    for (int i = 0; i < RUNS; i++) {
      if (isLoaded(i) || isStored(i)) {
        copies[i] = new float[lanes];
        starts[i] = 0;
      }
      if (isLoaded(i)) {
        System.arraycopy(runs[i], offsets[i], copies[i], 0, length);
      }
    }
    runVector(copies, starts, constants);
    for (int i = 0; i < RUNS; i++) {
      if (isStored(i)) {
        System.arraycopy(copies[i], 0, runs[i], offsets[i], length);
      }
    }
  }

  private boolean isLoaded(int run) {
    return (loaded & (1 << run)) != 0;
  }

  private boolean isStored(int run) {
    return (stored & (1 << run)) != 0;
  }
}
