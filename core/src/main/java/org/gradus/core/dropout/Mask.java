package org.gradus.core.dropout;

import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.random.PhiloxRandom;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * What is kept: a bit for each run of elements, of which there may be one only. It is the same with
 * any number of threads.
 */
final class Mask extends DirectAccess {
  private final Tensor bits;
  private final int run;

  private Mask(Tensor bits, int run) {
    this.bits = bits;
    this.run = run;
  }

  /**
   * Draws a mask.
   *
   * @param runs the number of bits
   * @param run the number of elements that a bit is for
   * @param kept the probability of a 1
   */
  static Mask draw(int runs, int run, double kept, RandomSource random) {
    Tensor bits = allocate(DType.INT32, Shape.of((runs - 1) / Integer.SIZE + 1));
    int[] array = ints(bits);
    int offset = offset(bits);
    if (random instanceof PhiloxRandom philox) {
      // Any part of the sequence can be had by itself.
      long start = philox.position();
      Chunks.run(
          runs,
          (from, length) ->
              philox
                  .at(start + from)
                  .fillBernoulli(array, offset + from / Integer.SIZE, length, kept));
      philox.skip(runs);
    } else {
      random.fillBernoulli(array, offset, runs, kept);
    }
    return new Mask(bits, run);
  }

  /** Returns the number of elements that a bit is for. */
  int run() {
    return run;
  }

  /** Returns the array of the bits, 32 to an element and lowest first: 1 for what is kept. */
  int[] words() {
    return ints(bits);
  }

  /** Returns where in the array the bits begin. */
  int first() {
    return offset(bits);
  }
}
