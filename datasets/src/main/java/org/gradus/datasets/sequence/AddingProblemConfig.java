package org.gradus.datasets.sequence;

import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for sequences of which two numbers are marked, and shall be added at the end: a test of long
 * memory. {@code {"type": "gradus:adding-problem", "config": {"examples": 1000, "steps": 100,
 * "seed": 1}}}.
 *
 * <p>Each step has a number, uniform in [0, 1), and a mark, which is 1 at one step of the first
 * half and at one of the second, uniform too, and 0 elsewhere. The target is the sum of the two
 * numbers. Who always answers its mean, 1, has a mean squared error of 1 / 6.
 *
 * <p>Hochreiter and Schmidhuber, "Long short-term memory", 1997, experiment 4; in this form
 * Arjovsky, Shah and Bengio, "Unitary evolution recurrent neural networks", 2016.
 *
 * @param examples the number of sequences, at least 1
 * @param steps the length of each, at least 2
 * @param seed of everything that is random
 */
public record AddingProblemConfig(int examples, int steps, long seed) implements Dataset.Config {
  private static final String NAME = "adding-problem";

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public AddingProblemConfig {
    Settings.requireSize(NAME, "examples", examples);
    Settings.require(steps >= 2, NAME, "steps", "at least 2", steps);
    Settings.require(
        (long) examples * steps <= Integer.MAX_VALUE / 2,
        NAME,
        "examples * steps",
        "at most " + Integer.MAX_VALUE / 2,
        (long) examples * steps);
  }

  /**
   * Draws the sequences.
   *
   * @return inputs FLOAT32 (examples, steps, 2), the number and the mark of each step; targets
   *     FLOAT32 (examples, 1)
   */
  public Dataset generate() {
    RandomSource random = RandomSource.of(seed);
    float[] inputs = new float[examples * steps * 2];
    float[] targets = new float[examples];
    int half = steps / 2;
    for (int i = 0; i < examples; i++) {
      int start = i * steps;
      for (int j = start; j < start + steps; j++) {
        inputs[2 * j] = random.nextFloat();
      }
      int first = start + random.nextInt(half);
      int second = start + random.nextInt(half, steps);
      inputs[2 * first + 1] = 1;
      inputs[2 * second + 1] = 1;
      targets[i] = inputs[2 * first] + inputs[2 * second];
    }
    return Dataset.of(
        Tensor.of(inputs, Shape.of(examples, steps, 2)), Tensor.of(targets, Shape.of(examples, 1)));
  }
}
