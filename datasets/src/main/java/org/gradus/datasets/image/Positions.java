package org.gradus.datasets.image;

import java.util.stream.IntStream;
import org.gradus.core.compute.Compute;

/** The positions of images that are worked on one by one. */
final class Positions {
  private Positions() {}

  /**
   * Returns 0 to count − 1: to be divided among threads, if there is enough to do, and the program
   * is not {@linkplain Compute#threads confined} to one.
   *
   * @param isMuch whether it takes longer than a second thread needs to begin
   */
  static IntStream upTo(int count, boolean isMuch) {
    IntStream positions = IntStream.range(0, count);
    return isMuch && Compute.threads() > 1 ? positions.parallel() : positions;
  }
}
