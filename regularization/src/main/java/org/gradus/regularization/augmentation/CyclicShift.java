package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;

/**
 * Shifts signals along their last axis by a random number of positions; what leaves at one end
 * comes in at the other: y_i = x_{(i − k) mod L}, k uniform in −most … most, the same for all
 * channels.
 *
 * <p>Shapes: (…, L), L at least 1.
 *
 * @param most the largest shift, at least 0; of half a length or more, all shifts are alike
 */
public record CyclicShift(int most) implements Augmentation {
  private static final String NAME = "cyclic-shift";

  /**
   * Checks the shift.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public CyclicShift {
    Settings.require(
        most >= 0 && most < 1 << 30, NAME, "most", "a number from 0 to below 2³⁰", most);
  }

  @Override
  public void requireFit(Shape example) {
    Arguments.requireSignal(NAME, example);
  }

  @Override
  public void change(Example example, RandomSource random) {
    int length = example.shape().size(-1);
    boolean all = 2L * most + 1 >= length;
    int shift =
        all ? random.nextInt(length) : Math.floorMod(random.nextInt(-most, most + 1), length);
    if (shift == 0) {
      return;
    }
    double[] from = example.values();
    double[] to = example.spare();
    for (int line = 0; line < from.length; line += length) {
      System.arraycopy(from, line, to, line + shift, length - shift);
      System.arraycopy(from, line + length - shift, to, line, shift);
    }
    example.swap();
  }
}
