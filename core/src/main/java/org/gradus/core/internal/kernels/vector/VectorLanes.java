package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.elementary.FloatMath;
import org.gradus.core.internal.kernels.elementary.SpecialFunctions;
import org.gradus.core.pointwise.Lanes;

/**
 * Float32 lanes of a SIMD vector each, of the size that the machine prefers.
 *
 * @param elementary whether there are elementary functions, number by number, or arithmetic alone
 */
record VectorLanes(boolean elementary) implements Lanes<FloatVector> {
  /** The shape of the vectors. */
  static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;

  /** All functions. */
  static final VectorLanes LANES = new VectorLanes(true);

  /** Arithmetic alone; elementary functions and choices throw {@link TooLong}. */
  static final VectorLanes ARITHMETIC = new VectorLanes(false);

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
    requireElementary();
    return otherwise.blend(then, a.compare(VectorOperators.GT, b));
  }

  @Override
  public FloatVector whereEqual(
      FloatVector a, FloatVector b, FloatVector then, FloatVector otherwise) {
    requireElementary();
    return otherwise.blend(then, a.compare(VectorOperators.EQ, b));
  }

  @Override
  public FloatVector floor(FloatVector a) {
    FloatVector nearest = round(a);
    return nearest.blend(nearest.sub(1), nearest.compare(VectorOperators.GT, a));
  }

  @Override
  public FloatVector round(FloatVector a) {
    // From 2²³ on every float is an integer, and below the sum is rounded to one.
    FloatVector magnitude = a.abs();
    FloatVector rounded = VectorMath.copySign(magnitude.add(0x1p23f).sub(0x1p23f), a);
    return a.blend(rounded, magnitude.compare(VectorOperators.LT, 0x1p23f));
  }

  @Override
  public FloatVector exp(FloatVector a) {
    return map(FloatMath::exp, a);
  }

  @Override
  public FloatVector expm1(FloatVector a) {
    return map(FloatMath::expm1, a);
  }

  @Override
  public FloatVector log(FloatVector a) {
    return map(FloatMath::log, a);
  }

  @Override
  public FloatVector log1p(FloatVector a) {
    return map(FloatMath::log1p, a);
  }

  @Override
  public FloatVector sin(FloatVector a) {
    return map(FloatMath::sin, a);
  }

  @Override
  public FloatVector cos(FloatVector a) {
    return map(FloatMath::cos, a);
  }

  @Override
  public FloatVector tanh(FloatVector a) {
    return map(FloatMath::tanh, a);
  }

  @Override
  public FloatVector sigmoid(FloatVector a) {
    return map(FloatMath::sigmoid, a);
  }

  @Override
  public FloatVector erf(FloatVector a) {
    return map(FloatMath::erf, a);
  }

  @Override
  public FloatVector pow(FloatVector a, FloatVector b) {
    return map(FloatMath::pow, a, b);
  }

  @Override
  public FloatVector atan2(FloatVector y, FloatVector x) {
    return map(FloatMath::atan2, y, x);
  }

  @Override
  public FloatVector erfc(FloatVector a) {
    return map(x -> (float) SpecialFunctions.erfc(x), a);
  }

  @Override
  public FloatVector erfInverse(FloatVector a) {
    return map(x -> (float) SpecialFunctions.erfInverse(x), a);
  }

  @Override
  public FloatVector logGamma(FloatVector a) {
    return map(x -> (float) SpecialFunctions.logGamma(x), a);
  }

  @Override
  public FloatVector digamma(FloatVector a) {
    return map(x -> (float) SpecialFunctions.digamma(x), a);
  }

  @Override
  public FloatVector trigamma(FloatVector a) {
    return map(x -> (float) SpecialFunctions.trigamma(x), a);
  }

  private FloatVector map(FloatUnaryOperator f, FloatVector a) {
    requireElementary();
    float[] numbers = a.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = f.apply(numbers[i]);
    }
    return FloatVector.fromArray(SPECIES, numbers, 0);
  }

  private FloatVector map(FloatBinaryOperator f, FloatVector a, FloatVector b) {
    requireElementary();
    float[] numbers = a.toArray();
    float[] others = b.toArray();
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = f.apply(numbers[i], others[i]);
    }
    return FloatVector.fromArray(SPECIES, numbers, 0);
  }

  /**
   * Refuses what does not become one loop reliably: elementary functions exceed the compiler's
   * budget, and a choice is boxed, at thirty times the cost, if its function was compiled by itself
   * before the loop around it.
   */
  private void requireElementary() {
    if (!elementary) {
      throw TooLong.instance();
    }
  }

  private interface FloatUnaryOperator {
    float apply(float a);
  }

  private interface FloatBinaryOperator {
    float apply(float a, float b);
  }
}
