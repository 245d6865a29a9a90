package org.gradus.layers.pooling;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.pooling.Pooling;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Takes the largest element of each of a given number of parts, whatever the size of the input:
 * part i of k of an axis of n elements is [⌊i · n / k⌋, ⌈(i + 1) · n / k⌉), so that parts may
 * overlap.
 *
 * <p>Shapes: images (N, C, H, W) to (N, C, rows, columns), or sequences (N, C, L) to (N, C, parts).
 *
 * <p>Source: He, Zhang, Ren and Sun, "Spatial pyramid pooling in deep convolutional networks for
 * visual recognition", 2014.
 *
 * @param parts the number of parts of each axis, at least 1: two numbers for images, one for
 *     sequences
 */
public record AdaptiveMaxPooling(List<Integer> parts) implements Module, Module.Config {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if there are not one or two, or one is below 1
   */
  public AdaptiveMaxPooling {
    parts = PooledShape.parts("adaptive-max-pooling", parts);
  }

  /**
   * Returns a layer.
   *
   * @param parts rows and columns for images, one number for sequences
   * @throws IllegalArgumentException if there are not one or two, or one is below 1
   */
  public static AdaptiveMaxPooling of(int... parts) {
    return new AdaptiveMaxPooling(Arrays.stream(parts).boxed().toList());
  }

  /** Returns this, its own config. */
  @Override
  public AdaptiveMaxPooling config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return PooledShape.of("adaptive-max-pooling", input, parts);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Pooling.adaptiveMax(x, PooledShape.numbers(parts)).values();
  }
}
