package org.gradus.regularization.augmentation;

import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;

/**
 * Multiplies all numbers of an example by one factor: y = s · x, s uniform in [least, most).
 *
 * @param least a finite number
 * @param most a finite number not below least
 */
public record Scale(double least, double most) implements Augmentation {
  /**
   * Checks the factors.
   *
   * @throws IllegalArgumentException if one is not finite, or most is below least
   */
  public Scale {
    Settings.requireFinite("scale", "least", least);
    Settings.requireFinite("scale", "most", most);
    Settings.require(most >= least, "scale", "most", "at least least, " + least, most);
  }

  @Override
  public void change(Example example, RandomSource random) {
    double factor = least + (most - least) * random.nextDouble();
    double[] values = example.values();
    for (int i = 0; i < values.length; i++) {
      values[i] *= factor;
    }
  }
}
