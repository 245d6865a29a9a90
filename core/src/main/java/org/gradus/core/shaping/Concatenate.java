package org.gradus.core.shaping;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/** Tensors one after another along an axis; each gets its part of the gradient. */
final class Concatenate extends Op {
  private final int axis;

  private Concatenate(int axis) {
    super("concatenate");
    this.axis = axis;
  }

  static Tensor of(int axis, Tensor... parts) {
    if (parts.length == 0) {
      throw new IllegalArgumentException(
          "[concatenate] nothing to join: expected at least one tensor, got none.");
    }
    Tensor first = parts[0];
    int at = first.shape().axis("concatenate", axis);
    for (Tensor part : parts) {
      if (part.dtype() != first.dtype()) {
        throw new DTypeException(
            "concatenate", "equal types (cast converts)", first.dtype(), part.dtype());
      }
      if (part.rank() != first.rank()
          || !part.shape().reduced(true, at).equals(first.shape().reduced(true, at))) {
        throw ShapeException.of(
            "concatenate",
            "the shapes differ at other axes than " + axis,
            first.shape().toString(),
            part.shape().toString(),
            shapes(parts));
      }
    }
    return parts.length == 1 ? first : new Concatenate(at).apply(parts.clone());
  }

  private static Shape[] shapes(Tensor... parts) {
    Shape[] shapes = new Shape[parts.length];
    for (int i = 0; i < parts.length; i++) {
      shapes[i] = parts[i].shape();
    }
    return shapes;
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    long sum = 0;
    for (Tensor input : inputs) {
      sum += input.size(axis);
    }
    int size = Shape.size(name(), sum);
    Shape shape = inputs[0].shape().withSize(axis, size);
    Tensor y = allocate(inputs[0].dtype(), shape);
    int inner = shape.elements(axis + 1, shape.rank());
    int outer = shape.elements(0, axis);
    int start = offset(y);
    for (Tensor input : inputs) {
      int run = input.size(axis) * inner;
      for (int i = 0; i < outer; i++) {
        copy(input, offset(input) + i * run, y, start + i * size * inner, run);
      }
      start += run;
    }
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor[] parts = new Tensor[call.inputCount()];
    int from = 0;
    for (int i = 0; i < parts.length; i++) {
      int size = call.inputShape(i).size(axis);
      parts[i] = gradient.slice(axis, from, from + size);
      from += size;
    }
    return parts;
  }
}
