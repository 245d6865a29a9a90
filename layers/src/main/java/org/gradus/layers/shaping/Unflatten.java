package org.gradus.layers.shaping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Makes several axes of one, the inverse of {@link Flatten}: (N, C · H · W) to (N, C, H, W).
 *
 * <pre>{@code
 * Unflatten.of(1, 24, 22, 22)
 * }</pre>
 *
 * @param axis the axis, from the end if negative
 * @param sizes what it becomes, each at least 1; their product is the size of the axis
 */
public record Unflatten(int axis, List<Integer> sizes) implements Module, Module.Config {
  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if there is none, or one is below 1
   */
  public Unflatten {
    sizes = List.copyOf(sizes);
    Settings.require(!sizes.isEmpty(), "unflatten", "sizes", "at least one", sizes);
    sizes.forEach(size -> Settings.requireSize("unflatten", "a size", size));
  }

  /**
   * Returns a layer.
   *
   * @throws IllegalArgumentException if there is no size, or one is below 1
   */
  public static Unflatten of(int axis, int... sizes) {
    return new Unflatten(axis, Arrays.stream(sizes).boxed().toList());
  }

  /** Returns this, its own config. */
  @Override
  public Unflatten config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return result(input);
  }

  private Shape result(Shape input) {
    int at = input.axis("unflatten", axis);
    long product = sizes.stream().mapToLong(Integer::longValue).reduce(1, Math::multiplyExact);
    if (input.size(at) != product) {
      throw ShapeException.of(
          "unflatten",
          "axis " + axis + " does not fit",
          "a size of " + product + ", the product of " + sizes,
          String.valueOf(input.size(at)),
          input);
    }
    List<Integer> result = new ArrayList<>();
    for (int i = 0; i < input.rank(); i++) {
      result.addAll(i == at ? sizes : List.of(input.size(i)));
    }
    return Shape.of(result.stream().mapToInt(Integer::intValue).toArray());
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return x.reshape(result(x.shape()));
  }
}
