package org.gradus.core.tensor;

import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.BinaryLoop;
import org.gradus.core.internal.kernels.BinaryLoop.Part;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.pointwise.BinaryFunction;
import org.jspecify.annotations.Nullable;

/**
 * y = f(a, b) for every element, broadcast; da = Σ dy · ∂f/∂a over the axes along which a stood
 * still, db alike.
 */
final class Binary extends Op {
  private final BinaryFunction f;

  private Binary(BinaryFunction f) {
    super(f.name());
    this.f = f;
  }

  static Tensor of(BinaryFunction f, Tensor a, Tensor b) {
    requireSameType(f.name(), a, b);
    DTypeException.requireFloating(f.name(), a);
    return new Binary(f).apply(a, b);
  }

  static Tensor add(Tensor a, Tensor b) {
    return a.dtype() == DType.INT32 ? IntegerArithmetic.ADD.of(a, b) : of(Functions.ADD, a, b);
  }

  static Tensor subtract(Tensor a, Tensor b) {
    return a.dtype() == DType.INT32
        ? IntegerArithmetic.SUBTRACT.of(a, b)
        : of(Functions.SUBTRACT, a, b);
  }

  static Tensor multiply(Tensor a, Tensor b) {
    return a.dtype() == DType.INT32
        ? IntegerArithmetic.MULTIPLY.of(a, b)
        : of(Functions.MULTIPLY, a, b);
  }

  static Tensor divide(Tensor a, Tensor b) {
    return of(Functions.DIVIDE, a, b);
  }

  static Tensor power(Tensor a, Tensor b) {
    return of(Functions.POW, a, b);
  }

  static void requireSameType(String operation, Tensor a, Tensor b) {
    if (a.dtype() != b.dtype()) {
      throw new DTypeException(operation, "equal types (cast converts)", a.dtype(), b.dtype());
    }
  }

  @Override
  protected Keeps keeps() {
    return f.readsInputs() ? Keeps.INPUTS : Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor a = inputs[0];
    Tensor b = inputs[1];
    Shape shape = Shape.broadcast(name(), a.shape(), b.shape());
    return loop(Part.VALUE, a, a, b, shape);
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {
      call.needs(0) ? partial(call, gradient, 0) : null,
      call.needs(1) ? partial(call, gradient, 1) : null
    };
  }

  private Tensor partial(Call call, Tensor gradient, int index) {
    Tensor full;
    if (!f.readsInputs()) {
      double slope = constantDerivative(index);
      full = slope == 1 ? gradient : gradient.mul(slope);
    } else if (Scope.current().recording) {
      TensorLanes lanes = new TensorLanes(gradient);
      Tensor a = call.input(0);
      Tensor b = call.input(1);
      full = gradient.mul(index == 0 ? f.derivativeA(lanes, a, b) : f.derivativeB(lanes, a, b));
    } else {
      Part part = index == 0 ? Part.DERIVATIVE_A : Part.DERIVATIVE_B;
      full = loop(part, gradient, call.input(0), call.input(1), gradient.shape());
    }
    return Sum.to(full, call.inputShape(index));
  }

  /** Returns the derivative of a function whose derivatives read nothing. */
  private double constantDerivative(int index) {
    double[] one = {1};
    double[] any = {0};
    double[] derivative = new double[1];
    Part part = index == 0 ? Part.DERIVATIVE_A : Part.DERIVATIVE_B;
    Backend.current().binary(f).apply(f, part, one, 0, any, 0, 1, any, 0, 1, derivative, 0, 1);
    return derivative[0];
  }

  private Tensor loop(Part part, Tensor gradient, Tensor a, Tensor b, Shape shape) {
    Tensor result = allocate(a.dtype(), shape);
    BinaryLoop loop = Backend.current().binary(f);
    if (a.shape().equals(b.shape()) && Chunks.isOne(shape.elements())) {
      run(loop, part, gradient, a, b, result, 0, 1, 0, 1, 0, shape.elements());
    } else {
      Broadcasting.of(shape, a.shape(), b.shape())
          .forEach(
              (i, stepA, j, stepB, k, n) ->
                  run(loop, part, gradient, a, b, result, i, stepA, j, stepB, k, n));
    }
    return result;
  }

  private void run(
      BinaryLoop loop,
      Part part,
      Tensor gradient,
      Tensor a,
      Tensor b,
      Tensor result,
      int atA,
      int stepA,
      int atB,
      int stepB,
      int at,
      int length) {
    int g = part == Part.VALUE ? 0 : offset(gradient) + at;
    int i = offset(a) + atA;
    int j = offset(b) + atB;
    int k = offset(result) + at;
    if (result.dtype() == DType.FLOAT32) {
      loop.apply(
          f,
          part,
          floats(gradient),
          g,
          floats(a),
          i,
          stepA,
          floats(b),
          j,
          stepB,
          floats(result),
          k,
          length);
    } else {
      loop.apply(
          f,
          part,
          doubles(gradient),
          g,
          doubles(a),
          i,
          stepA,
          doubles(b),
          j,
          stepB,
          doubles(result),
          k,
          length);
    }
  }
}
