package org.gradus.core.internal.kernels.vector;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.gradus.core.internal.kernels.BinaryLoop.Part;
import org.gradus.core.pointwise.BinaryFunction;

/**
 * Computes one part of one class of functions of two numbers, vector by vector.
 *
 * <p>This class is defined anew for every class of functions and part, see {@link LoopClass}; the
 * part is its class data and so a constant to the compiler.
 */
final class VectorBinaryPart implements BinaryPart {
  private static final int LANES = VectorLanes.SPECIES.length();
  private static final Part PART = part();

  /** Whether a function of this class was found to use elementary functions; races do no harm. */
  private boolean longFunction;

  VectorBinaryPart() {}

  @Override
  public void apply(
      BinaryFunction f,
      float[] g,
      int gOffset,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int length) {
    if (!longFunction) {
      try {
        fused(f, g, gOffset, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, length);
        return;
      } catch (TooLong e) {
        // Thrown at the first element, before anything was written.
        longFunction = true;
      }
    }
    VectorBlockLoops.apply(
        f, PART, g, gOffset, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, length);
  }

  private static void fused(
      BinaryFunction f,
      float[] g,
      int gOffset,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int length) {
    int whole = VectorLanes.SPECIES.loopBound(length);
    if (whole > 0) {
      applyWhole(f, g, gOffset, a, aOffset, aStep, b, bOffset, bStep, y, yOffset, whole);
    }
    int rest = length - whole;
    if (rest > 0) {
      float[] tailG = PART == Part.VALUE ? g : tail(g, gOffset + whole, 1, rest);
      float[] tailA = tail(a, aOffset + whole * aStep, aStep, rest);
      float[] tailB = tail(b, bOffset + whole * bStep, bStep, rest);
      both(f, tailG, 0, tailA, 0, tailB, 0, tailA, 0, LANES);
      System.arraycopy(tailA, 0, y, yOffset + whole, rest);
    }
  }

  private static void applyWhole(
      BinaryFunction f,
      float[] g,
      int gOffset,
      float[] a,
      int aOffset,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      float[] y,
      int yOffset,
      int length) {
    if (aStep != 0 && bStep != 0) {
      both(f, g, gOffset, a, aOffset, b, bOffset, y, yOffset, length);
    } else if (aStep != 0) {
      constantB(f, g, gOffset, a, aOffset, b[bOffset], y, yOffset, length);
    } else if (bStep != 0) {
      constantA(f, g, gOffset, a[aOffset], b, bOffset, y, yOffset, length);
    } else {
      float[] repeated = new float[length];
      Arrays.fill(repeated, b[bOffset]);
      constantA(f, g, gOffset, a[aOffset], repeated, 0, y, yOffset, length);
    }
  }

  private static void both(
      BinaryFunction f,
      float[] g,
      int gOffset,
      float[] a,
      int aOffset,
      float[] b,
      int bOffset,
      float[] y,
      int yOffset,
      int length) {
    for (int i = 0; i < length; i += LANES) {
      FloatVector left = load(a, aOffset + i);
      FloatVector right = load(b, bOffset + i);
      compute(f, g, gOffset + i, left, right).intoArray(y, yOffset + i);
    }
  }

  private static void constantA(
      BinaryFunction f,
      float[] g,
      int gOffset,
      float a,
      float[] b,
      int bOffset,
      float[] y,
      int yOffset,
      int length) {
    FloatVector left = FloatVector.broadcast(VectorLanes.SPECIES, a);
    for (int i = 0; i < length; i += LANES) {
      FloatVector right = load(b, bOffset + i);
      compute(f, g, gOffset + i, left, right).intoArray(y, yOffset + i);
    }
  }

  private static void constantB(
      BinaryFunction f,
      float[] g,
      int gOffset,
      float[] a,
      int aOffset,
      float b,
      float[] y,
      int yOffset,
      int length) {
    FloatVector right = FloatVector.broadcast(VectorLanes.SPECIES, b);
    for (int i = 0; i < length; i += LANES) {
      FloatVector left = load(a, aOffset + i);
      compute(f, g, gOffset + i, left, right).intoArray(y, yOffset + i);
    }
  }

  private static FloatVector compute(
      BinaryFunction f, float[] g, int gOffset, FloatVector a, FloatVector b) {
    if (PART == Part.DERIVATIVE_A) {
      return load(g, gOffset).mul(f.derivativeA(VectorLanes.ARITHMETIC, a, b));
    } else if (PART == Part.DERIVATIVE_B) {
      return load(g, gOffset).mul(f.derivativeB(VectorLanes.ARITHMETIC, a, b));
    }
    return f.apply(VectorLanes.ARITHMETIC, a, b);
  }

  private static FloatVector load(float[] x, int offset) {
    return FloatVector.fromArray(VectorLanes.SPECIES, x, offset);
  }

  /** Returns a vector's length of numbers, the first of them from x and the rest 0. */
  private static float[] tail(float[] x, int offset, int step, int length) {
    float[] tail = new float[LANES];
    if (step == 0) {
      Arrays.fill(tail, 0, length, x[offset]);
    } else {
      System.arraycopy(x, offset, tail, 0, length);
    }
    return tail;
  }

  private static Part part() {
    try {
      return MethodHandles.classData(MethodHandles.lookup(), "_", Part.class);
    } catch (IllegalAccessException impossible) {
      throw new ExceptionInInitializerError(impossible);
    }
  }
}
