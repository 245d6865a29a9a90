package org.gradus.layers.convolution;

import java.util.Optional;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;

/** Checks of numbers of channels. */
final class Channels {
  private Channels() {}

  /**
   * Requires at least one group, and channels that can be divided into the groups.
   *
   * @throws IllegalArgumentException if it is otherwise
   */
  static void requireGroups(String layer, String name, int channels, int groups) {
    if (groups < 1) {
      throw new IllegalArgumentException(
          "[%s] groups is out of range: expected at least 1, got %s.".formatted(layer, groups));
    }
    if (channels < 1 || channels % groups != 0) {
      throw new IllegalArgumentException(
          "[%s] %s does not fit the groups: expected a positive multiple of %s, got %s."
              .formatted(layer, name, groups, channels));
    }
  }

  /**
   * Returns the number of channels of an input (N, channels, …).
   *
   * @param axes the number of axes after the channels
   * @param expected the number of channels that there must be, if it is known
   * @throws ShapeException if the input is of another shape, or not divisible by the groups
   */
  static int of(String layer, Shape input, int axes, Optional<Integer> expected, int groups) {
    int channels = input.rank() == 2 + axes ? input.size(1) : 0;
    if (channels < 1 || channels != expected.orElse(channels)) {
      throw ShapeException.of(
          layer,
          "the input does not fit",
          "(N, " + expected.map(String::valueOf).orElse("in") + (axes == 1 ? ", L)" : ", H, W)"),
          input.toString());
    }
    if (channels % groups != 0) {
      throw ShapeException.of(
          layer,
          "the input channels do not fit the groups",
          "a multiple of " + groups,
          String.valueOf(channels),
          input);
    }
    return channels;
  }
}
