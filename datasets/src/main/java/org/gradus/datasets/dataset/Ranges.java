package org.gradus.datasets.dataset;

import java.util.Arrays;

/** Checks of positions and sizes. */
final class Ranges {
  private Ranges() {}

  static int requirePosition(int position, int size) {
    if (position < 0 || position >= size) {
      throw new IndexOutOfBoundsException(
          "[dataset] there is no such example: expected a position from 0 to %s, got %s."
              .formatted(size - 1, position));
    }
    return position;
  }

  static void requireBatchSize(int size) {
    if (size < 1) {
      throw new IllegalArgumentException(
          "[dataset] the batch size is out of range: expected at least 1, got %s.".formatted(size));
    }
  }

  static void requirePartition(int[] sizes, int total) {
    long sum = 0;
    boolean negative = false;
    for (int size : sizes) {
      sum += size;
      negative |= size < 0;
    }
    if (negative || sum != total) {
      throw new IllegalArgumentException(
          "[dataset] the parts do not make up the whole: expected sizes of at least 0 with the sum"
              + " %s, got %s.".formatted(total, Arrays.toString(sizes)));
    }
  }

  /**
   * Returns where the parts of so many examples end: the sums of the fractions, rounded to whole
   * examples.
   */
  static int[] ends(double[] fractions, int total) {
    int[] ends = new int[fractions.length];
    double sum = 0;
    for (int i = 0; i < fractions.length; i++) {
      sum += fractions[i];
      ends[i] = (int) Math.min(Math.round(sum * total), total);
    }
    return ends;
  }

  static void requireFractions(double[] fractions) {
    double sum = 0;
    boolean negative = false;
    for (double fraction : fractions) {
      sum += fraction;
      negative |= fraction < 0;
    }
    if (negative || !(Math.abs(sum - 1) < 1e-9)) {
      throw new IllegalArgumentException(
          "[dataset] the parts do not make up the whole: expected fractions of at least 0 with the"
              + " sum 1, got %s.".formatted(Arrays.toString(fractions)));
    }
  }
}
