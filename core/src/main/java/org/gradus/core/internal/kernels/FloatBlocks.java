package org.gradus.core.internal.kernels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.gradus.core.internal.kernels.elementary.FloatMath;
import org.gradus.core.internal.kernels.elementary.FusedMultiplyAdd;
import org.gradus.core.internal.kernels.elementary.SpecialFunctions;
import org.gradus.core.pointwise.Lanes;

/**
 * Float32 lanes of a block of numbers each, all of one length.
 *
 * <p>Every operation is a loop of its own over arrays from their start, which the compiler turns
 * into SIMD code by itself; blocks are short enough to stay in the innermost cache.
 */
public final class FloatBlocks implements Lanes<float[]> {
  private static final ThreadLocal<FloatBlocks> OWN =
      ThreadLocal.withInitial(() -> new FloatBlocks(ScalarPointwise.BLOCK));

  private final int capacity;
  private final List<float[]> blocks = new ArrayList<>();
  private int used;
  private int length;

  /** Makes the lanes of blocks of up to the given length, and begins with blocks of that length. */
  public FloatBlocks(int capacity) {
    this.capacity = capacity;
    length = capacity;
  }

  /** Returns the calling thread's lanes of blocks; a thread computes one function at a time. */
  static FloatBlocks own() {
    return OWN.get();
  }

  /** Begins anew with blocks of the given length; those of before may be used again. */
  public void begin(int newLength) {
    length = newLength;
    used = 0;
  }

  /** Returns a block with arbitrary numbers; its array may be longer than the block. */
  public float[] next() {
    if (used == blocks.size()) {
      // Old blocks are used again: new ones for every operation would stream through the memory.
      blocks.add(new float[capacity]);
    }
    return blocks.get(used++);
  }

  /** Returns a block of the elements of x from an offset, or of one element for a step of 0. */
  public float[] load(float[] x, int offset, int step, int count) {
    float[] y = next();
    if (step == 0) {
      Arrays.fill(y, 0, count, x[offset]);
    } else {
      System.arraycopy(x, offset, y, 0, count);
    }
    return y;
  }

  @Override
  public float[] constant(double value) {
    float[] y = next();
    Arrays.fill(y, 0, length, (float) value);
    return y;
  }

  @Override
  public float[] add(float[] a, float[] b) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = a[i] + b[i];
    }
    return y;
  }

  @Override
  public float[] subtract(float[] a, float[] b) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = a[i] - b[i];
    }
    return y;
  }

  @Override
  public float[] multiply(float[] a, float[] b) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = a[i] * b[i];
    }
    return y;
  }

  @Override
  public float[] divide(float[] a, float[] b) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = a[i] / b[i];
    }
    return y;
  }

  @Override
  public float[] fma(float[] a, float[] b, float[] c) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FusedMultiplyAdd.fma(a[i], b[i], c[i]);
    }
    return y;
  }

  @Override
  public float[] negate(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = -a[i];
    }
    return y;
  }

  @Override
  public float[] abs(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = Math.abs(a[i]);
    }
    return y;
  }

  @Override
  public float[] max(float[] a, float[] b) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = Math.max(a[i], b[i]);
    }
    return y;
  }

  @Override
  public float[] min(float[] a, float[] b) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = Math.min(a[i], b[i]);
    }
    return y;
  }

  @Override
  public float[] whereGreater(float[] a, float[] b, float[] then, float[] otherwise) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = a[i] > b[i] ? then[i] : otherwise[i];
    }
    return y;
  }

  @Override
  public float[] whereEqual(float[] a, float[] b, float[] then, float[] otherwise) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = a[i] == b[i] ? then[i] : otherwise[i];
    }
    return y;
  }

  @Override
  public float[] sqrt(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = (float) Math.sqrt(a[i]);
    }
    return y;
  }

  @Override
  public float[] pow(float[] a, float[] b) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.pow(a[i], b[i]);
    }
    return y;
  }

  @Override
  public float[] atan2(float[] y, float[] x) {
    float[] angle = next();
    for (int i = 0; i < length; i++) {
      angle[i] = FloatMath.atan2(y[i], x[i]);
    }
    return angle;
  }

  @Override
  public float[] floor(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = (float) Math.floor(a[i]);
    }
    return y;
  }

  @Override
  public float[] round(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = (float) Math.rint(a[i]);
    }
    return y;
  }

  @Override
  public float[] exp(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.exp(a[i]);
    }
    return y;
  }

  @Override
  public float[] expm1(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.expm1(a[i]);
    }
    return y;
  }

  @Override
  public float[] log(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.log(a[i]);
    }
    return y;
  }

  @Override
  public float[] log1p(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.log1p(a[i]);
    }
    return y;
  }

  @Override
  public float[] sin(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.sin(a[i]);
    }
    return y;
  }

  @Override
  public float[] cos(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.cos(a[i]);
    }
    return y;
  }

  @Override
  public float[] tanh(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.tanh(a[i]);
    }
    return y;
  }

  @Override
  public float[] sigmoid(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.sigmoid(a[i]);
    }
    return y;
  }

  @Override
  public float[] erf(float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = FloatMath.erf(a[i]);
    }
    return y;
  }

  @Override
  public float[] erfc(float[] a) {
    return map(SpecialFunctions::erfc, a);
  }

  @Override
  public float[] erfInverse(float[] a) {
    return map(SpecialFunctions::erfInverse, a);
  }

  @Override
  public float[] logGamma(float[] a) {
    return map(SpecialFunctions::logGamma, a);
  }

  @Override
  public float[] digamma(float[] a) {
    return map(SpecialFunctions::digamma, a);
  }

  @Override
  public float[] trigamma(float[] a) {
    return map(SpecialFunctions::trigamma, a);
  }

  private float[] map(DoubleUnaryOperator f, float[] a) {
    float[] y = next();
    for (int i = 0; i < length; i++) {
      y[i] = (float) f.applyAsDouble(a[i]);
    }
    return y;
  }
}
