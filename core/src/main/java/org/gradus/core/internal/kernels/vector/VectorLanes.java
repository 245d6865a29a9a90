package org.gradus.core.internal.kernels.vector;

import java.util.function.DoubleUnaryOperator;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.elementary.FloatLanes;

/**
 * Float32 lanes of a SIMD vector each, of the size that the machine prefers.
 *
 * <p>Sound on any machine, fast on those with fused multiply-add instructions.
 */
final class VectorLanes implements FloatLanes<FloatVector> {
  /** The shape of the vectors. */
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** The only instance; a constant to the compiler. */
  static final VectorLanes LANES = new VectorLanes();

  /** The bits of √½, the least mantissa. */
  private static final int LEAST_MANTISSA = 0x3f3504f3;

  private static final int MANTISSA_BITS = 23;
  private static final int MANTISSA_MASK = 0x007fffff;
  private static final int SIGN_BIT = Integer.MIN_VALUE;
  private static final int EXPONENT_BIAS = 127;

  private VectorLanes() {}

  @Override
  public FloatVector constant(double value) {
    return FloatVector.broadcast(SPECIES, (float) value);
  }

  @Override
  public FloatVector add(FloatVector a, FloatVector b) {
    return a.add(b);
  }

  @Override
  public FloatVector subtract(FloatVector a, FloatVector b) {
    return a.sub(b);
  }

  @Override
  public FloatVector multiply(FloatVector a, FloatVector b) {
    return a.mul(b);
  }

  @Override
  public FloatVector divide(FloatVector a, FloatVector b) {
    return a.div(b);
  }

  @Override
  public FloatVector fma(FloatVector a, FloatVector b, FloatVector c) {
    return a.fma(b, c);
  }

  @Override
  public FloatVector negate(FloatVector a) {
    return a.neg();
  }

  @Override
  public FloatVector abs(FloatVector a) {
    return a.abs();
  }

  @Override
  public FloatVector max(FloatVector a, FloatVector b) {
    return a.max(b);
  }

  @Override
  public FloatVector min(FloatVector a, FloatVector b) {
    return a.min(b);
  }

  @Override
  public FloatVector sqrt(FloatVector a) {
    return a.sqrt();
  }

  @Override
  public FloatVector whereGreater(
      FloatVector a, FloatVector b, FloatVector then, FloatVector otherwise) {
    return otherwise.blend(then, a.compare(VectorOperators.GT, b));
  }

  @Override
  public FloatVector whereEqual(
      FloatVector a, FloatVector b, FloatVector then, FloatVector otherwise) {
    return otherwise.blend(then, a.compare(VectorOperators.EQ, b));
  }

  @Override
  public FloatVector powerOfTwo(FloatVector n) {
    IntVector exponent = n.add(ROUNDER + EXPONENT_BIAS).reinterpretAsInts();
    return exponent.lanewise(VectorOperators.LSHL, MANTISSA_BITS).reinterpretAsFloats();
  }

  @Override
  public FloatVector scale(FloatVector a, FloatVector n) {
    IntVector exponent = n.add(ROUNDER + 2 * EXPONENT_BIAS).reinterpretAsInts();
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    IntVector first = half.lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    IntVector second = exponent.sub(half).lanewise(VectorOperators.LSHL, MANTISSA_BITS);
    return a.mul(first.reinterpretAsFloats()).mul(second.reinterpretAsFloats());
  }

  @Override
  public FloatVector exponent(FloatVector a) {
    IntVector exponent =
        a.reinterpretAsInts().sub(LEAST_MANTISSA).lanewise(VectorOperators.ASHR, MANTISSA_BITS);
    // The integer as a float: the low bits of a float near ROUNDER count ones.
    return exponent.add(Float.floatToRawIntBits(ROUNDER)).reinterpretAsFloats().sub(ROUNDER);
  }

  @Override
  public FloatVector mantissa(FloatVector a) {
    IntVector bits = a.reinterpretAsInts().sub(LEAST_MANTISSA).and(MANTISSA_MASK);
    return bits.add(LEAST_MANTISSA).reinterpretAsFloats();
  }

  @Override
  public FloatVector copySign(FloatVector magnitude, FloatVector sign) {
    IntVector signBit = sign.reinterpretAsInts().and(SIGN_BIT);
    return magnitude.abs().reinterpretAsInts().or(signBit).reinterpretAsFloats();
  }

  @Override
  public boolean anyGreater(FloatVector a, float bound) {
    return a.compare(VectorOperators.GT, bound).anyTrue();
  }

  @Override
  public FloatVector map(DoubleUnaryOperator f, FloatVector a) {
    float[] numbers = a.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) f.applyAsDouble(numbers[i]);
    }
    return FloatVector.fromArray(SPECIES, numbers, 0);
  }

  @Override
  public FloatVector mapPow(FloatVector a, FloatVector b) {
    float[] numbers = a.toArray();
    float[] exponents = b.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (float) Math.pow(numbers[i], exponents[i]);
    }
    return FloatVector.fromArray(SPECIES, numbers, 0);
  }
}
