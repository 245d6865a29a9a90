package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import org.gradus.core.internal.kernels.FloatBlocks;
import org.gradus.core.internal.kernels.elementary.Coefficients;
import org.gradus.core.internal.kernels.elementary.FloatMath;
import org.gradus.core.pointwise.Lanes;

/**
 * Float32 lanes of a block of numbers each: every elementary function is a SIMD loop.
 *
 * <p>For functions that cannot become one loop. Arithmetic is left to the plain loops, which the
 * compiler vectorises by itself. Blocks are filled up to whole vectors, with numbers that do not
 * matter.
 */
final class VectorBlocks implements Lanes<float[]> {
  private static final int L = FloatVector.SPECIES_PREFERRED.length();

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
    return FloatVector.SPECIES_PREFERRED.loopBound(length + L - 1);
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
    return map(BlockLoop.FLOOR, a);
  }

  @Override
  public float[] round(float[] a) {
    return map(BlockLoop.ROUND, a);
  }

  @Override
  public float[] exp(float[] a) {
    return map(BlockLoop.EXP, a);
  }

  @Override
  public float[] expm1(float[] a) {
    return map(BlockLoop.EXPM1, a);
  }

  @Override
  public float[] log(float[] a) {
    return map(BlockLoop.LOG, a);
  }

  @Override
  public float[] log1p(float[] a) {
    return map(BlockLoop.LOG1P, a);
  }

  @Override
  public float[] tanh(float[] a) {
    return map(BlockLoop.TANH, a);
  }

  @Override
  public float[] sigmoid(float[] a) {
    return map(BlockLoop.SIGMOID, a);
  }

  @Override
  public float[] erf(float[] a) {
    return map(BlockLoop.ERF, a);
  }

  @Override
  public float[] sin(float[] a) {
    float[] result = map(BlockLoop.SIN_OF_REDUCIBLE, a);
    for (int i = 0; i < length; i++) {
      if (Math.abs(a[i]) > Coefficients.REDUCIBLE) {
        result[i] = FloatMath.sin(a[i]);
      }
    }
    return result;
  }

  @Override
  public float[] cos(float[] a) {
    float[] result = map(BlockLoop.COS_OF_REDUCIBLE, a);
    for (int i = 0; i < length; i++) {
      if (Math.abs(a[i]) > Coefficients.REDUCIBLE) {
        result[i] = FloatMath.cos(a[i]);
      }
    }
    return result;
  }

  @Override
  public float[] pow(float[] a, float[] b) {
    float[] result = plain.next();
    BlockLoop.ORDINARY_POWER.run(a, b, b, b, result, length);
    for (int i = 0; i < length; i++) {
      if (!FloatMath.isOrdinaryPower(a[i], b[i])) {
        result[i] = FloatMath.pow(a[i], b[i]);
      }
    }
    return result;
  }

  @Override
  public float[] atan2(float[] y, float[] x) {
    float[] result = plain.next();
    BlockLoop.ATAN2.run(y, x, x, x, result, length);
    return result;
  }

  @Override
  public float[] whereGreater(float[] a, float[] b, float[] then, float[] otherwise) {
    float[] result = plain.next();
    BlockLoop.WHERE_GREATER.run(a, b, then, otherwise, result, length);
    return result;
  }

  @Override
  public float[] whereEqual(float[] a, float[] b, float[] then, float[] otherwise) {
    float[] result = plain.next();
    BlockLoop.WHERE_EQUAL.run(a, b, then, otherwise, result, length);
    return result;
  }

  private float[] map(BlockLoop loop, float[] a) {
    float[] result = plain.next();
    loop.run(a, a, a, a, result, length);
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
}
