package org.gradus.core.internal.kernels.elementary;

import java.util.function.DoubleUnaryOperator;

/** Float32 lanes of one number each. */
public final class Float32Lanes implements FloatLanes<Float32> {
  /** The bits of √½, the least mantissa. */
  private static final int LEAST_MANTISSA = 0x3f3504f3;

  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA_MASK = 0x007fffff;
  private static final int EXPONENT_BIAS = 127;

  @Override
  public Float32 constant(double value) {
    return new Float32((float) value);
  }

  @Override
  public Float32 add(Float32 a, Float32 b) {
    return new Float32(a.value() + b.value());
  }

  @Override
  public Float32 subtract(Float32 a, Float32 b) {
    return new Float32(a.value() - b.value());
  }

  @Override
  public Float32 multiply(Float32 a, Float32 b) {
    return new Float32(a.value() * b.value());
  }

  @Override
  public Float32 divide(Float32 a, Float32 b) {
    return new Float32(a.value() / b.value());
  }

  @Override
  public Float32 fma(Float32 a, Float32 b, Float32 c) {
    return new Float32(FusedMultiplyAdd.fma(a.value(), b.value(), c.value()));
  }

  @Override
  public Float32 negate(Float32 a) {
    return new Float32(-a.value());
  }

  @Override
  public Float32 abs(Float32 a) {
    return new Float32(Math.abs(a.value()));
  }

  @Override
  public Float32 max(Float32 a, Float32 b) {
    return new Float32(Math.max(a.value(), b.value()));
  }

  @Override
  public Float32 min(Float32 a, Float32 b) {
    return new Float32(Math.min(a.value(), b.value()));
  }

  @Override
  public Float32 sqrt(Float32 a) {
    return new Float32((float) Math.sqrt(a.value()));
  }

  @Override
  public Float32 whereGreater(Float32 a, Float32 b, Float32 then, Float32 otherwise) {
    return new Float32(a.value() > b.value() ? then.value() : otherwise.value());
  }

  @Override
  public Float32 whereEqual(Float32 a, Float32 b, Float32 then, Float32 otherwise) {
    return new Float32(a.value() == b.value() ? then.value() : otherwise.value());
  }

  @Override
  public Float32 powerOfTwo(Float32 n) {
    int exponent = Float.floatToRawIntBits(n.value() + (ROUNDER + EXPONENT_BIAS));
    return new Float32(Float.intBitsToFloat(exponent << MANTISSA_BITS));
  }

  @Override
  public Float32 scale(Float32 a, Float32 n) {
    int exponent = Float.floatToRawIntBits(n.value() + (ROUNDER + 2 * EXPONENT_BIAS));
    int half = exponent >> 1;
    float first = Float.intBitsToFloat(half << MANTISSA_BITS);
    float second = Float.intBitsToFloat((exponent - half) << MANTISSA_BITS);
    return new Float32(a.value() * first * second);
  }

  @Override
  public Float32 exponent(Float32 a) {
    int exponent = (Float.floatToRawIntBits(a.value()) - LEAST_MANTISSA) >> MANTISSA_BITS;
    return new Float32(exponent);
  }

  @Override
  public Float32 mantissa(Float32 a) {
    int bits = (Float.floatToRawIntBits(a.value()) - LEAST_MANTISSA) & MANTISSA_MASK;
    return new Float32(Float.intBitsToFloat(bits + LEAST_MANTISSA));
  }

  @Override
  public Float32 copySign(Float32 magnitude, Float32 sign) {
    return new Float32(Math.copySign(magnitude.value(), sign.value()));
  }

  @Override
  public boolean anyGreater(Float32 a, float bound) {
    return a.value() > bound;
  }

  @Override
  public Float32 map(DoubleUnaryOperator f, Float32 a) {
    return new Float32((float) f.applyAsDouble(a.value()));
  }

  @Override
  public Float32 mapPow(Float32 a, Float32 b) {
    return new Float32((float) Math.pow(a.value(), b.value()));
  }
}
