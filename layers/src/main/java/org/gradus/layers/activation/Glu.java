package org.gradus.layers.activation;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Weighs one half of its input by a gate that the other half opens: y = a · gate(b), where x is a
 * and b joined along an axis. The gated linear unit.
 *
 * <p>Shapes: x (…, 2 C, …), y (…, C, …). A layer before it thus computes value and gate at once,
 * {@code Sequential.of(Linear.of(2 * hidden), Glu.swiglu(), Linear.of(features))}.
 *
 * <p>Sources: Dauphin, Fan, Auli and Grangier, "Language modeling with gated convolutional
 * networks", 2017; Shazeer, "GLU variants improve transformer", 2020.
 *
 * @param axis the axis that is halved, from the end if negative
 * @param gate the function of the second half
 */
public record Glu(int axis, Activation gate) implements Module, Module.Config {
  /** Creates the form of Dauphin et al.: the logistic gate, over the last axis. */
  @Defaults
  public Glu() {
    this(-1, new Sigmoid());
  }

  /** Returns the unit of the logistic gate along an axis. */
  public static Glu along(int axis) {
    return new Glu(axis, new Sigmoid());
  }

  /** Returns the unit of {@link Silu}'s gate, SwiGLU, over the last axis. */
  public static Glu swiglu() {
    return new Glu(-1, new Silu());
  }

  /** Returns the unit of {@link Gelu}'s gate, GEGLU, over the last axis. */
  public static Glu geglu() {
    return new Glu(-1, new Gelu());
  }

  /** Returns the unit of {@link Relu}'s gate, ReGLU, over the last axis. */
  public static Glu reglu() {
    return new Glu(-1, new Relu());
  }

  /** Returns this, its own config. */
  @Override
  public Glu config() {
    return this;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    int at = input.axis("glu", axis);
    if (input.size(at) % 2 != 0) {
      throw ShapeException.of(
          "glu",
          "axis " + axis + " has no two halves",
          "an even size",
          String.valueOf(input.size(at)),
          input);
    }
    return input.withSize(at, input.size(at) / 2);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return Elementwise.gated(x, axis, gate.function());
  }
}
