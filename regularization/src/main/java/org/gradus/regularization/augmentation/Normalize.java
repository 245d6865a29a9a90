package org.gradus.regularization.augmentation;

import java.util.List;
import org.gradus.core.data.Example;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/**
 * Subtracts a mean from each channel and divides by a deviation: y = (x − m) / s. It draws nothing,
 * so it can be used for evaluation too.
 *
 * <p>Shapes: (C, …), C the number of means.
 *
 * @param means m, one for each channel, finite
 * @param deviations s, one for each channel, finite and above 0
 */
public record Normalize(List<Double> means, List<Double> deviations) implements Augmentation {
  private static final String NAME = "normalize";

  /**
   * Keeps copies of the lists.
   *
   * @throws IllegalArgumentException if their lengths differ, or a number is out of its range
   */
  public Normalize {
    means = List.copyOf(means);
    deviations = List.copyOf(deviations);
    Settings.require(
        means.size() == deviations.size(),
        NAME,
        "number of deviations",
        "that of the means, " + means.size(),
        deviations.size());
    means.forEach(mean -> Settings.requireFinite(NAME, "mean", mean));
    deviations.forEach(deviation -> Settings.requirePositive(NAME, "deviation", deviation));
  }

  @Override
  public void requireFit(Shape example) {
    if (example.rank() < 1 || example.size(0) != means.size()) {
      throw ShapeException.of(
          NAME,
          "the examples do not fit",
          "(C, …) of " + means.size() + " channels",
          example.toString());
    }
  }

  @Override
  public void change(Example example, RandomSource random) {
    double[] x = example.values();
    int length = x.length / Math.max(means.size(), 1);
    for (int channel = 0; channel < means.size(); channel++) {
      double mean = means.get(channel);
      double deviation = deviations.get(channel);
      for (int i = channel * length; i < (channel + 1) * length; i++) {
        x[i] = (x[i] - mean) / deviation;
      }
    }
  }
}
