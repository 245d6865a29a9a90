package org.gradus.layers.activation;

import java.util.Arrays;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Takes the largest of every group of neighbours along an axis: yᵢ = max(x_{ik}, …, x_{ik+k−1}) for
 * groups of k. After a linear layer it is a learned convex function, made of k lines. Equal largest
 * elements share the gradient.
 *
 * <p>Shapes: x (…, k C, …), y (…, C, …).
 *
 * <p>Source: Goodfellow, Warde-Farley, Mirza, Courville and Bengio, "Maxout networks", 2013.
 *
 * @param pieces the size k of a group, at least 1
 * @param axis the axis that is grouped, from the end if negative
 */
public record Maxout(int pieces, int axis) implements Module, Module.Config {
  /**
   * Checks the size of groups.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public Maxout {
    Settings.requireSize("maxout", "pieces", pieces);
  }

  /** Groups the last axis. */
  @Defaults
  public Maxout(int pieces) {
    this(pieces, -1);
  }

  /** Returns this, its own config. */
  @Override
  public Maxout config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    int at = input.axis("maxout", axis);
    if (input.size(at) % pieces != 0) {
      throw ShapeException.of(
          "maxout",
          "axis " + axis + " cannot be grouped",
          "a multiple of " + pieces,
          String.valueOf(input.size(at)),
          input);
    }
    return input.withSize(at, input.size(at) / pieces);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    int at = x.shape().axis("maxout", axis);
    int[] sizes = Arrays.copyOf(x.shape().toArray(), x.rank() + 1);
    System.arraycopy(sizes, at + 1, sizes, at + 2, x.rank() - at - 1);
    sizes[at] /= pieces;
    sizes[at + 1] = pieces;
    return Reductions.max(x.reshape(sizes), false, at + 1);
  }
}
