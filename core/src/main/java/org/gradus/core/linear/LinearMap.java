package org.gradus.core.linear;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.MatrixProduct;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.MatMul;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Sum;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = x · Wᵀ + b for rows x, W (out, in), b (out): dx = dy · W, dW = dyᵀ · x, db = Σ dy.
 *
 * <p>The product is added onto the bias, which saves a pass over the result.
 */
final class LinearMap extends Op {
  private static final LinearMap INSTANCE = new LinearMap();

  private LinearMap() {
    super("linear");
  }

  static Tensor of(Tensor x, Tensor weight, Tensor bias) {
    if (weight.rank() != 2
        || x.rank() == 0
        || x.size(-1) != weight.size(1)
        || !bias.shape().equals(Shape.of(weight.size(0)))) {
      throw ShapeException.of(
          "linear",
          "input, weight and bias do not fit",
          "(…, in), (out, in) and (out)",
          "other shapes",
          x.shape(),
          weight.shape(),
          bias.shape());
    }
    if (!x.dtype().isFloating() || x.dtype() != weight.dtype() || x.dtype() != bias.dtype()) {
      throw new DTypeException(
          "linear",
          "equal floating-point types (cast converts)",
          x.dtype(),
          weight.dtype(),
          bias.dtype());
    }
    if (x.rank() == 2) {
      return INSTANCE.apply(x, weight, bias);
    }
    Shape result = x.shape().withSize(-1, weight.size(0));
    int rows = x.shape().elements(0, x.rank() - 1);
    return INSTANCE.apply(x.reshape(rows, x.size(-1)), weight, bias).reshape(result);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor weight = inputs[1];
    Tensor bias = inputs[2];
    int rows = x.size(0);
    int in = weight.size(1);
    int out = weight.size(0);
    Tensor y = allocate(x.dtype(), Shape.of(rows, out));
    for (int i = 0; i < rows; i++) {
      copy(bias, offset(bias), y, offset(y) + i * out, out);
    }
    MatrixProduct product = Backend.current().matrixProduct();
    int xo = offset(x);
    int wo = offset(weight);
    int yo = offset(y);
    if (x.dtype() == DType.FLOAT32) {
      product.multiply(
          false,
          true,
          rows,
          out,
          in,
          floats(x),
          xo,
          in,
          floats(weight),
          wo,
          in,
          true,
          floats(y),
          yo,
          out);
    } else {
      product.multiply(
          false,
          true,
          rows,
          out,
          in,
          doubles(x),
          xo,
          in,
          doubles(weight),
          wo,
          in,
          true,
          doubles(y),
          yo,
          out);
    }
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {
      call.needs(0) ? MatMul.of(gradient, call.input(1), false, false) : null,
      call.needs(1) ? MatMul.of(gradient, call.input(0), true, false) : null,
      call.needs(2) ? Sum.of(gradient, false, 0) : null
    };
  }
}
