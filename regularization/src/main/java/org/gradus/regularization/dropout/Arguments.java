package org.gradus.regularization.dropout;

import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/** The checks that the modules of this package share. */
final class Arguments {
  private Arguments() {}

  /**
   * Requires the probability of something to be dropped, from 0 to below 1.
   *
   * @param component what messages call the module
   * @throws IllegalArgumentException if it is not
   */
  static void requireProbability(String component, double probability) {
    Settings.require(
        probability >= 0 && probability < 1,
        component,
        "probability",
        "a number from 0 to below 1",
        probability);
  }

  /**
   * Requires a shape (N, C, …), and returns it.
   *
   * @param component what messages call the module
   * @throws ShapeException if it is not one
   */
  static Shape requireChannels(String component, Shape input) {
    if (input.rank() < 2) {
      throw ShapeException.of(component, "the input does not fit", "(N, C, …)", input.toString());
    }
    return input;
  }
}
