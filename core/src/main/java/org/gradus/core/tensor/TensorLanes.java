package org.gradus.core.tensor;

import org.gradus.core.pointwise.Lanes;

/**
 * The arithmetic of pointwise functions on whole tensors, recorded, so that derivatives written for
 * the kernels can be differentiated again.
 */
final class TensorLanes implements Lanes<Tensor> {
  private final Tensor like;

  /** Creates lanes whose constants have the type of {@code like}. */
  TensorLanes(Tensor like) {
    this.like = like;
  }

  @Override
  public Tensor constant(double value) {
    return Scalars.scalarLike(like, value);
  }

  @Override
  public Tensor fma(Tensor a, Tensor b, Tensor c) {
    return a.mul(b).add(c);
  }

  @Override
  public Tensor negate(Tensor a) {
    return a.neg();
  }

  @Override
  public Tensor atan2(Tensor y, Tensor x) {
    return Binary.of(Functions.ATAN2, y, x);
  }

  @Override
  public Tensor whereGreater(Tensor a, Tensor b, Tensor then, Tensor otherwise) {
    return Where.of(a.gt(b), then, otherwise);
  }

  @Override
  public Tensor whereEqual(Tensor a, Tensor b, Tensor then, Tensor otherwise) {
    return Where.of(a.eq(b), then, otherwise);
  }

  @Override
  public Tensor add(Tensor a, Tensor b) {
    return Binary.of(Functions.ADD, a, b);
  }

  @Override
  public Tensor subtract(Tensor a, Tensor b) {
    return Binary.of(Functions.SUBTRACT, a, b);
  }

  @Override
  public Tensor multiply(Tensor a, Tensor b) {
    return Binary.of(Functions.MULTIPLY, a, b);
  }

  @Override
  public Tensor divide(Tensor a, Tensor b) {
    return Binary.of(Functions.DIVIDE, a, b);
  }

  @Override
  public Tensor max(Tensor a, Tensor b) {
    return Binary.of(Functions.MAXIMUM, a, b);
  }

  @Override
  public Tensor min(Tensor a, Tensor b) {
    return Binary.of(Functions.MINIMUM, a, b);
  }

  @Override
  public Tensor pow(Tensor a, Tensor b) {
    return Binary.of(Functions.POW, a, b);
  }

  @Override
  public Tensor sqrt(Tensor a) {
    return Unary.of(Functions.SQRT, a);
  }

  @Override
  public Tensor abs(Tensor a) {
    return Unary.of(Functions.ABS, a);
  }

  @Override
  public Tensor floor(Tensor a) {
    return Unary.of(Functions.FLOOR, a);
  }

  @Override
  public Tensor round(Tensor a) {
    return Unary.of(Functions.ROUND, a);
  }

  @Override
  public Tensor exp(Tensor a) {
    return Unary.of(Functions.EXP, a);
  }

  @Override
  public Tensor expm1(Tensor a) {
    return Unary.of(Functions.EXPM1, a);
  }

  @Override
  public Tensor log(Tensor a) {
    return Unary.of(Functions.LOG, a);
  }

  @Override
  public Tensor log1p(Tensor a) {
    return Unary.of(Functions.LOG1P, a);
  }

  @Override
  public Tensor sin(Tensor a) {
    return Unary.of(Functions.SIN, a);
  }

  @Override
  public Tensor cos(Tensor a) {
    return Unary.of(Functions.COS, a);
  }

  @Override
  public Tensor tanh(Tensor a) {
    return Unary.of(Functions.TANH, a);
  }

  @Override
  public Tensor sigmoid(Tensor a) {
    return Unary.of(Functions.SIGMOID, a);
  }

  @Override
  public Tensor erf(Tensor a) {
    return Unary.of(Functions.ERF, a);
  }

  @Override
  public Tensor erfc(Tensor a) {
    return Unary.of(Functions.ERFC, a);
  }

  @Override
  public Tensor erfInverse(Tensor a) {
    return Unary.of(Functions.ERF_INVERSE, a);
  }

  @Override
  public Tensor logGamma(Tensor a) {
    return Unary.of(Functions.LOG_GAMMA, a);
  }

  @Override
  public Tensor digamma(Tensor a) {
    return Unary.of(Functions.DIGAMMA, a);
  }

  @Override
  public Tensor trigamma(Tensor a) {
    return Unary.of(Functions.TRIGAMMA, a);
  }
}
