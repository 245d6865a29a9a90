package org.gradus.core.internal.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Divide;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.Pow;
import org.gradus.core.pointwise.PowerOf;
import org.gradus.core.pointwise.Subtract;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.pointwise.UnaryFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs of any length, at any place and in place, of short functions and of long ones. */
class PointwiseLoopsTest {
  private static final int[] LENGTHS = {
    0, 1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 63, 64, 65, 70, 511, 512, 513, 1100
  };

  /** A function as a plugin would define it: y = x²/2 for x &gt; 0 and slope · x elsewhere. */
  record Bent(double slope) implements UnaryFunction {
    @Override
    public String name() {
      return "bent";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V x) {
      V right = lanes.multiply(lanes.multiply(x, x), lanes.constant(0.5));
      V left = lanes.multiply(x, lanes.constant(slope));
      return lanes.whereGreater(x, lanes.constant(0), right, left);
    }

    @Override
    public <V> V derivative(Lanes<V> lanes, V x, V y) {
      return lanes.whereGreater(x, lanes.constant(0), x, lanes.constant(slope));
    }

    @Override
    public Reads reads() {
      return Reads.INPUT;
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void appliesToAnyRunAndNothingElse(Kernels kernels) {
    for (UnaryFunction f : new UnaryFunction[] {new Bent(0.25), new Tanh()}) {
      for (int length : LENGTHS) {
        float[] x = numbers(length + 9, 0.01f);
        float[] y = new float[length + 9];
        Arrays.fill(y, 77);
        kernels.unary(f).apply(f, x, 3, y, 5, length);
        for (int i = 0; i < y.length; i++) {
          float expected = i < 5 || i >= 5 + length ? 77 : one(f, x[i - 2]);
          assertEquals(expected, y[i], f + " of " + length + " at " + i);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void appliesInPlace(Kernels kernels) {
    for (UnaryFunction f : new UnaryFunction[] {new Bent(0.25), new Tanh()}) {
      for (int length : LENGTHS) {
        float[] x = numbers(length, 0.01f);
        float[] expected = new float[length];
        kernels.unary(f).apply(f, x, 0, expected, 0, length);
        kernels.unary(f).apply(f, x, 0, x, 0, length);
        assertArrayEquals(expected, x);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void derivesAnyRun(Kernels kernels) {
    Bent f = new Bent(0.25);
    for (int length : LENGTHS) {
      float[] x = numbers(length + 4, 0.01f);
      float[] g = numbers(length + 4, 0.03f);
      float[] dx = new float[length + 4];
      kernels.unary(f).derivative(f, g, 1, x, 2, x, 2, dx, 3, length);
      for (int i = 0; i < length; i++) {
        assertEquals(g[i + 1] * (x[i + 2] > 0 ? x[i + 2] : 0.25f), dx[i + 3]);
      }
      assertEquals(0, dx[length + 3 == 3 ? 0 : 2]);
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void repeatsOperandsOfStepZero(Kernels kernels) {
    for (BinaryFunction f : new BinaryFunction[] {new Subtract(), new Divide(), new Pow()}) {
      for (BinaryLoop.Part part : BinaryLoop.Part.values()) {
        for (int length : LENGTHS) {
          checkSteps(kernels, f, part, length);
        }
      }
    }
  }

  private static void checkSteps(
      Kernels kernels, BinaryFunction f, BinaryLoop.Part part, int length) {
    float[] a = numbers(length + 3, 0.01f);
    float[] b = numbers(length + 3, 0.02f);
    float[] g = numbers(length + 3, 0.03f);
    BinaryLoop loop = kernels.binary(f);
    for (int aStep = 0; aStep <= 1; aStep++) {
      for (int bStep = 0; bStep <= 1; bStep++) {
        float[] y = new float[length + 3];
        loop.apply(f, part, g, 1, a, 2, aStep, b, 3, bStep, y, 1, length);
        for (int i = 0; i < length; i++) {
          float[] single = new float[1];
          loop.apply(
              f,
              part,
              g,
              1 + i,
              a,
              2 + i * aStep,
              1,
              b,
              Math.min(3 + i * bStep, length + 2),
              1,
              single,
              0,
              1);
          assertEquals(single[0], y[1 + i], f + " " + part + " of " + length + " at " + i);
        }
        assertEquals(0, y[0]);
        assertEquals(0, y[1 + length]);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void valueNeedsNoGradient(Kernels kernels) {
    Subtract f = new Subtract();
    float[] a = numbers(40, 1);
    kernels.binary(f).apply(f, BinaryLoop.Part.VALUE, new float[0], 0, a, 0, 1, a, 0, 1, a, 0, 40);
    assertArrayEquals(new float[40], a);
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void takesFunctionsOfOneClassWithTheirOwnParameters(Kernels kernels) {
    float[] x = {-4, -4, 2};
    float[] y = new float[3];
    for (double slope : new double[] {0.5, 0.25, 2}) {
      Bent f = new Bent(slope);
      kernels.unary(f).apply(f, x, 0, y, 0, 3);
      assertArrayEquals(new float[] {(float) (-4 * slope), (float) (-4 * slope), 2}, y);
    }
    // A short function and a long one of the same class.
    PowerOf square = new PowerOf(2);
    PowerOf root = new PowerOf(0.25);
    float[] z = {1, 16, 81};
    kernels.unary(square).apply(square, z, 0, z, 0, 3);
    kernels.unary(root).apply(root, z, 0, z, 0, 3);
    kernels.unary(square).apply(square, z, 0, z, 0, 3);
    assertArrayEquals(new float[] {1, 16, 81}, z, 1e-4f);
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void takesAnonymousFunctions(Kernels kernels) {
    float shift = 3;
    UnaryFunction f =
        new UnaryFunction() {
          @Override
          public String name() {
            return "shift";
          }

          @Override
          public <V> V apply(Lanes<V> lanes, V x) {
            return lanes.add(x, lanes.constant(shift));
          }

          @Override
          public <V> V derivative(Lanes<V> lanes, V x, V y) {
            return lanes.constant(1);
          }

          @Override
          public Reads reads() {
            return Reads.NOTHING;
          }
        };
    float[] x = {1, 2};
    kernels.unary(f).apply(f, x, 0, x, 0, 2);
    assertArrayEquals(new float[] {4, 5}, x);
  }

  private static float one(UnaryFunction f, float x) {
    float[] single = {x};
    new ScalarKernels().unary(f).apply(f, single, 0, single, 0, 1);
    return single[0];
  }

  /** Returns positive and negative multiples of a step, none of them 0. */
  private static float[] numbers(int length, float step) {
    float[] x = new float[length];
    for (int i = 0; i < length; i++) {
      x[i] = (i % 3 == 0 ? -1 : 1) * (i % 97 + 1) * step;
    }
    return x;
  }
}
