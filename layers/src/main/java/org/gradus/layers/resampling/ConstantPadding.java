package org.gradus.layers.resampling;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.resampling.Resampling;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Surrounds images or sequences with a number.
 *
 * <p>Shapes: images (N, C, H, W) to (N, C, before + H + after, before + W + after), or sequences
 * (N, C, L) to (N, C, before + L + after).
 *
 * <pre>{@code
 * ConstantPadding.of(0.5, 1, 1)
 * }</pre>
 *
 * @param before the number of elements before the first of each axis; of a negative one, so many
 *     are cut off: two numbers for images, one for sequences
 * @param after the number of elements after the last of each axis
 * @param value the number
 */
public record ConstantPadding(List<Integer> before, List<Integer> after, double value)
    implements Module, Module.Config {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are not one or two before, and as many after
   */
  public ConstantPadding {
    before = Axes.checked("constant-padding", "before", before, Integer.MIN_VALUE);
    after = Axes.checked("constant-padding", "after", after, Integer.MIN_VALUE);
    if (before.size() != after.size()) {
      throw new IllegalArgumentException(
          "[constant-padding] before and after do not fit: expected as many numbers, got %s and %s."
              .formatted(before, after));
    }
  }

  /**
   * Returns a layer that pads both ends of an axis alike.
   *
   * @param padding for rows and columns of images, or one number for sequences
   * @throws IllegalArgumentException if there are not one or two
   */
  public static ConstantPadding of(double value, int... padding) {
    List<Integer> all = Arrays.stream(padding).boxed().toList();
    return new ConstantPadding(all, all, value);
  }

  /** Returns this, its own config. */
  @Override
  public ConstantPadding config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return Axes.resized(
        "constant-padding",
        input,
        before.size(),
        (axis, size) -> before.get(axis) + size + after.get(axis));
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor y = x;
    for (int i = 0; i < before.size(); i++) {
      y = Resampling.pad(y, value, 2 + i, before.get(i), after.get(i));
    }
    return y;
  }
}
