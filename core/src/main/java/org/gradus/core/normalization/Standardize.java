package org.gradus.core.normalization;

import java.util.function.Function;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.normalization.DoubleNormalization;
import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.MultiOp;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = w · (x − μ) · r + b over some pattern, with means and variances besides, for backward and for
 * running statistics. {@link Pattern} has the derivative.
 *
 * <p>The variance is taken of deviations from the mean, in a second pass, and so loses nothing
 * where the mean is large.
 */
final class Standardize extends MultiOp {
  private final Pattern pattern;
  private final Spread spread;

  private Standardize(String name, Pattern pattern, Spread spread) {
    super(name);
    this.pattern = pattern;
    this.spread = spread;
  }

  /**
   * Returns y, means and variances; those are constants.
   *
   * @param name the name in messages and graphs
   */
  static Normalized of(
      String name, Pattern pattern, Spread spread, Tensor x, Tensor gain, Tensor shift) {
    DTypeException.requireFloating(name, x);
    if (x.dtype() != gain.dtype() || x.dtype() != shift.dtype()) {
      throw new DTypeException(
          name, "equal types (cast converts)", x.dtype(), gain.dtype(), shift.dtype());
    }
    if (!(spread.epsilon() >= 0 && spread.epsilon() < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[%s] epsilon is out of range: expected a finite number ≥ 0, got %s."
              .formatted(name, spread.epsilon()));
    }
    Tensor[] outputs = new Standardize(name, pattern, spread).apply(x, gain, shift);
    return new Normalized(outputs[0], outputs[1].detach(), outputs[2].detach());
  }

  @Override
  protected Keeps keeps() {
    return Keeps.BOTH;
  }

  @Override
  protected Tensor[] forward(Tensor[] inputs) {
    DType dtype = inputs[0].dtype();
    Tensor y = allocate(dtype, inputs[0].shape());
    Tensor mean = allocate(dtype, pattern.statistics());
    Tensor variance = allocate(dtype, pattern.statistics());
    if (dtype == DType.FLOAT32) {
      forward(Backend.current().normalization(), t -> floats(t), inputs, y, mean, variance);
    } else {
      forward(DoubleNormalization.SCALAR, t -> doubles(t), inputs, y, mean, variance);
    }
    return new Tensor[] {y, mean, variance};
  }

  private <A> void forward(
      NormalizationLoops<A> loops,
      Function<Tensor, A> array,
      Tensor[] inputs,
      Tensor y,
      Tensor mean,
      Tensor variance) {
    pattern.forward(
        loops,
        spread,
        span(inputs[0], array),
        span(inputs[1], array),
        span(inputs[2], array),
        span(y, array),
        span(mean, array),
        span(variance, array));
  }

  private static <A> Span<A> span(Tensor tensor, Function<Tensor, A> array) {
    return new Span<>(array.apply(tensor), offset(tensor));
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, @Nullable Tensor[] gradients) {
    Tensor gradient = gradients[0];
    if (gradient == null) {
      return new Tensor[3];
    }
    if (Autograd.isRecording()) {
      return composed(call, gradient);
    }
    DType dtype = gradient.dtype();
    Tensor dx = allocate(dtype, call.inputShape(0));
    Tensor dGain = allocate(dtype, call.inputShape(1));
    Tensor dShift = allocate(dtype, call.inputShape(2));
    if (dtype == DType.FLOAT32) {
      backward(
          Backend.current().normalization(), t -> floats(t), call, gradient, dx, dGain, dShift);
    } else {
      backward(DoubleNormalization.SCALAR, t -> doubles(t), call, gradient, dx, dGain, dShift);
    }
    return new Tensor[] {dx, dGain, dShift};
  }

  private <A> void backward(
      NormalizationLoops<A> loops,
      Function<Tensor, A> array,
      Call call,
      Tensor gradient,
      Tensor dx,
      Tensor dGain,
      Tensor dShift) {
    pattern.backward(
        loops,
        spread,
        span(gradient, array),
        span(call.input(0), array),
        span(call.input(1), array),
        span(call.output(1), array),
        span(call.output(2), array),
        span(dx, array),
        span(dGain, array),
        span(dShift, array));
  }

  /** Returns the gradients as functions of the inputs that can be differentiated again. */
  private Tensor[] composed(Call call, Tensor gradient) {
    int[] axes = pattern.axes();
    Shape view = pattern.view();
    Tensor x = call.input(0).reshape(view);
    Tensor g = gradient.reshape(view);
    Tensor gain = call.input(1).reshape(1, view.size(1), view.size(2), 1);
    Tensor deviation = pattern.isCentered() ? x.sub(Reductions.mean(x, true, axes)) : x;
    Tensor variance = Reductions.mean(deviation.square(), true, axes);
    Tensor r = spread.scale(variance);
    Tensor upstream = g.mul(gain);
    Tensor dot = Reductions.mean(upstream.mul(deviation), true, axes);
    Tensor centered =
        pattern.isCentered() ? upstream.sub(Reductions.mean(upstream, true, axes)) : upstream;
    Tensor dx = centered.mul(r).sub(deviation.mul(spread.curvature(variance)).mul(dot));
    Tensor dGain = g.mul(deviation).mul(r).sum(0, 3);
    return new Tensor[] {
      dx.reshape(call.inputShape(0)),
      dGain.reshape(call.inputShape(1)),
      g.sum(0, 3).reshape(call.inputShape(2))
    };
  }
}
