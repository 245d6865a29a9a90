package org.gradus.layers.resampling;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.resampling.PaddingMode;
import org.gradus.core.resampling.Resampling;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Surrounds images or sequences with elements of itself, or zeros.
 *
 * <p>Shapes: images (N, C, H, W) to (N, C, before + H + after, before + W + after), or sequences
 * (N, C, L) to (N, C, before + L + after).
 *
 * <pre>{@code
 * Padding.of(PaddingMode.REFLECT, 1, 1)
 * }</pre>
 *
 * @param before the number of elements before the first of each axis, at least 0: two numbers for
 *     images, one for sequences
 * @param after the number of elements after the last of each axis
 * @param mode what comes beyond the ends
 */
public record Padding(List<Integer> before, List<Integer> after, PaddingMode mode)
    implements Module, Module.Config {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are not one or two before, and as many after, or one
   *     is negative
   */
  public Padding {
    before = Axes.checked("padding", "before", before, 0);
    after = Axes.checked("padding", "after", after, 0);
    if (before.size() != after.size()) {
      throw new IllegalArgumentException(
          "[padding] before and after do not fit: expected as many numbers, got %s and %s."
              .formatted(before, after));
    }
  }

  /**
   * Returns a layer that pads both ends of an axis alike.
   *
   * @param padding for rows and columns of images, or one number for sequences
   * @throws IllegalArgumentException if there are not one or two, or one is negative
   */
  public static Padding of(PaddingMode mode, int... padding) {
    List<Integer> all = Arrays.stream(padding).boxed().toList();
    return new Padding(all, all, mode);
  }

  /** Returns this, its own config. */
  @Override
  public Padding config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    Shape padded =
        Axes.resized(
            "padding",
            input,
            before.size(),
            (axis, size) -> before.get(axis) + size + after.get(axis));
    for (int i = 0; i < before.size(); i++) {
      mode.requireRoom(input, 2 + i, Math.max(before.get(i), after.get(i)));
    }
    return padded;
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor y = x;
    for (int i = 0; i < before.size(); i++) {
      y = Resampling.pad(y, mode, 2 + i, before.get(i), after.get(i));
    }
    return y;
  }
}
