package org.gradus.core.reductions;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * y = (Σ |x|^p)^(1/p) for 0 &lt; p &lt; ∞; dx = dy · sign(x) · (|x| / y)^(p−1), and 0 where y = 0.
 *
 * <p>The other orders are compositions: extrema of |x| for ±∞, and a count for 0.
 */
final class Norm extends Op {
  private final double p;
  private final boolean keep;
  private final int[] axes;

  private Norm(double p, boolean keep, int[] axes) {
    super("norm");
    this.p = p;
    this.keep = keep;
    this.axes = axes;
  }

  static Tensor of(Tensor x, double p, boolean keep, int... axes) {
    DTypeException.requireFloating("norm", x);
    int[] normal = x.shape().axes("norm", axes);
    if (p == Double.POSITIVE_INFINITY) {
      return Reductions.max(x.abs(), keep, normal);
    }
    if (p == Double.NEGATIVE_INFINITY) {
      return Reductions.min(x.abs(), keep, normal);
    }
    if (p == 0) {
      return Reductions.sum(Elementwise.sign(x).abs(), keep, normal);
    }
    if (!(p > 0)) {
      throw new IllegalArgumentException(
          "[norm] no such order: expected p ≥ 0 or −∞, got " + p + ".");
    }
    return normal.length == 0 ? x.abs() : new Norm(p, keep, normal).apply(x);
  }

  @Override
  protected Keeps keeps() {
    return Keeps.BOTH;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    if (p == 1) {
      return Reductions.sum(x.abs(), keep, axes);
    }
    if (p == 2) {
      return Reductions.sum(x.square(), keep, axes).sqrt();
    }
    return Reductions.sum(x.abs().pow(p), keep, axes).pow(1 / p);
  }

  /** Returns sign(x) · (|x| / norm)^(p−1), and 0 where x is 0, also for p &lt; 1. */
  private Tensor slope(Tensor x, Tensor norm) {
    Tensor isZero = x.eq(Tensor.full(x.dtype(), Shape.SCALAR, 0));
    Tensor share = Indexing.maskedFill(x.abs().div(norm), isZero, 1);
    return Elementwise.sign(x).mul(share.pow(p - 1));
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor x = call.input(0);
    Tensor norm = call.output().reshape(x.shape().reduced(true, axes));
    Tensor zero = Tensor.full(x.dtype(), norm.shape(), 0);
    Tensor one = Tensor.full(x.dtype(), norm.shape(), 1);
    Tensor divisor = Elementwise.where(norm.eq(zero), one, norm);
    Tensor slope = p == 2 ? x.div(divisor) : slope(x, divisor);
    return new Tensor[] {slope.mul(gradient.reshape(norm.shape()))};
  }
}
