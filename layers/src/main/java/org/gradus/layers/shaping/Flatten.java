package org.gradus.layers.shaping;

import org.gradus.core.json.Defaults;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Makes one axis of several neighbouring ones, by default of all but the batch: (N, C, H, W) to (N,
 * C · H · W), in row-major order.
 *
 * @param first the first of the axes, from the end if negative
 * @param last the last of the axes, from the end if negative
 */
public record Flatten(int first, int last) implements Module, Module.Config {
  /** Flattens all axes but the batch. */
  @Defaults
  public Flatten() {
    this(1, -1);
  }

  /** Returns this, its own config. */
  @Override
  public Flatten config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    int from = input.axis("flatten", first);
    int to = input.axis("flatten", last);
    if (from > to) {
      throw ShapeException.of(
          "flatten", "the axes are out of order", "first ≤ last", first + " and " + last, input);
    }
    int[] sizes = new int[input.rank() - (to - from)];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = input.size(axis <= from ? axis : axis + to - from);
    }
    sizes[from] = input.elements(from, to + 1);
    return Shape.of(sizes);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Shaping.flatten(x, first, last);
  }
}
