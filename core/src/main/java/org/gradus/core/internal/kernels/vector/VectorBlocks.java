package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.gradus.core.internal.kernels.FloatBlocks;
import org.gradus.core.pointwise.Lanes;

/**
 * Float32 lanes of a block of numbers each: every elementary function is a few SIMD loops.
 *
 * <p>For functions too long to become one loop. Arithmetic is left to the plain loops, which the
 * compiler vectorises by itself. Blocks are filled up to whole vectors, with numbers that do not
 * matter.
 */
final class VectorBlocks implements Lanes<float[]> {
  private static final int L = VectorLanes.SPECIES.length();

  /** The length of a block: the intermediate results of a usual function fit in the first cache. */
  static final int BLOCK = 512;

  private static final ThreadLocal<VectorBlocks> OWN = ThreadLocal.withInitial(VectorBlocks::new);

  private final FloatBlocks plain = new FloatBlocks(BLOCK);
  private int length;

  private VectorBlocks() {}

  /** Returns the calling thread's lanes of blocks; a thread computes one function at a time. */
  static VectorBlocks own() {
    return OWN.get();
  }

  /** Begins anew with blocks of the given length; those of before may be used again. */
  void begin(int newLength) {
    length = whole(newLength);
    plain.begin(length);
  }

  /** Returns a block of the elements of x from an offset, or of one element for a step of 0. */
  float[] load(float[] x, int offset, int step, int count) {
    return plain.load(x, offset, step, count);
  }

  private static int whole(int length) {
    return VectorLanes.SPECIES.loopBound(length + L - 1);
  }

  @Override
  public float[] constant(double value) {
    return plain.constant(value);
  }

  @Override
  public float[] add(float[] a, float[] b) {
    return plain.add(a, b);
  }

  @Override
  public float[] subtract(float[] a, float[] b) {
    return plain.subtract(a, b);
  }

  @Override
  public float[] multiply(float[] a, float[] b) {
    return plain.multiply(a, b);
  }

  @Override
  public float[] divide(float[] a, float[] b) {
    return plain.divide(a, b);
  }

  @Override
  public float[] fma(float[] a, float[] b, float[] c) {
    return plain.fma(a, b, c);
  }

  @Override
  public float[] negate(float[] a) {
    return plain.negate(a);
  }

  @Override
  public float[] abs(float[] a) {
    return plain.abs(a);
  }

  @Override
  public float[] max(float[] a, float[] b) {
    return plain.max(a, b);
  }

  @Override
  public float[] min(float[] a, float[] b) {
    return plain.min(a, b);
  }

  @Override
  public float[] sqrt(float[] a) {
    return plain.sqrt(a);
  }

  @Override
  public float[] floor(float[] a) {
    float[] result = plain.next();
    for (int i = 0; i < length; i += L) {
      VectorLanes.LANES
          .floor(FloatVector.fromArray(VectorLanes.SPECIES, a, i))
          .intoArray(result, i);
    }
    return result;
  }

  @Override
  public float[] round(float[] a) {
    float[] result = plain.next();
    for (int i = 0; i < length; i += L) {
      VectorLanes.LANES
          .round(FloatVector.fromArray(VectorLanes.SPECIES, a, i))
          .intoArray(result, i);
    }
    return result;
  }

  @Override
  public float[] exp(float[] a) {
    float[] result = plain.next();
    VectorMath.exp(a, plain.constant(0), result, length);
    return result;
  }

  @Override
  public float[] expm1(float[] a) {
    float[] result = plain.next();
    VectorMath.expm1(a, result, length);
    return result;
  }

  @Override
  public float[] log(float[] a) {
    float[] result = plain.next();
    float[] exponent = plain.next();
    VectorMath.logParts(a, exponent, result, length);
    VectorMath.logOfParts(a, exponent, result, length);
    return result;
  }

  @Override
  public float[] log1p(float[] a) {
    float[] result = plain.next();
    float[] exponent = plain.next();
    float[] sum = plain.next();
    VectorMath.log1pParts(a, sum, exponent, result, length);
    VectorMath.logOfParts(sum, exponent, result, length);
    VectorMath.keepTiny(a, result, length);
    return result;
  }

  @Override
  public float[] sin(float[] a) {
    float[] result = plain.next();
    VectorMath.sin(a, 0, result, length);
    VectorMath.largeAngles(a, false, result, length);
    return result;
  }

  @Override
  public float[] cos(float[] a) {
    float[] result = plain.next();
    VectorMath.sin(a, 1, result, length);
    VectorMath.largeAngles(a, true, result, length);
    return result;
  }

  @Override
  public float[] tanh(float[] a) {
    float[] result = plain.next();
    VectorMath.tanh(a, result, length);
    return result;
  }

  @Override
  public float[] sigmoid(float[] a) {
    float[] result = plain.next();
    VectorMath.sigmoid(a, result, length);
    return result;
  }

  @Override
  public float[] erf(float[] a) {
    float[] result = plain.next();
    VectorMath.logErfc(a, result, length);
    VectorMath.exp(result, plain.constant(0), result, length);
    VectorMath.erfOfErfc(a, result, length);
    return result;
  }

  @Override
  public float[] pow(float[] a, float[] b) {
    float[] result = plain.next();
    float[] exponent = plain.next();
    VectorMath.logParts(a, exponent, result, length);
    VectorMath.timesLog(b, exponent, result, length);
    VectorMath.exp(result, exponent, result, length);
    VectorMath.specialPowers(a, b, result, length);
    return result;
  }

  @Override
  public float[] atan2(float[] y, float[] x) {
    float[] result = plain.next();
    VectorMath.atan2(y, x, result, length);
    return result;
  }

  @Override
  public float[] erfc(float[] a) {
    return plain.erfc(a);
  }

  @Override
  public float[] erfInverse(float[] a) {
    return plain.erfInverse(a);
  }

  @Override
  public float[] logGamma(float[] a) {
    return plain.logGamma(a);
  }

  @Override
  public float[] digamma(float[] a) {
    return plain.digamma(a);
  }

  @Override
  public float[] trigamma(float[] a) {
    return plain.trigamma(a);
  }

  @Override
  public float[] whereGreater(float[] a, float[] b, float[] then, float[] otherwise) {
    float[] result = plain.next();
    for (int i = 0; i < length; i += L) {
      FloatVector left = FloatVector.fromArray(VectorLanes.SPECIES, a, i);
      FloatVector right = FloatVector.fromArray(VectorLanes.SPECIES, b, i);
      FloatVector.fromArray(VectorLanes.SPECIES, otherwise, i)
          .blend(
              FloatVector.fromArray(VectorLanes.SPECIES, then, i),
              left.compare(VectorOperators.GT, right))
          .intoArray(result, i);
    }
    return result;
  }

  @Override
  public float[] whereEqual(float[] a, float[] b, float[] then, float[] otherwise) {
    float[] result = plain.next();
    for (int i = 0; i < length; i += L) {
      FloatVector left = FloatVector.fromArray(VectorLanes.SPECIES, a, i);
      FloatVector right = FloatVector.fromArray(VectorLanes.SPECIES, b, i);
      FloatVector.fromArray(VectorLanes.SPECIES, otherwise, i)
          .blend(
              FloatVector.fromArray(VectorLanes.SPECIES, then, i),
              left.compare(VectorOperators.EQ, right))
          .intoArray(result, i);
    }
    return result;
  }
}
