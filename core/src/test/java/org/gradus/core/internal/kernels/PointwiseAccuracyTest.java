package org.gradus.core.internal.kernels;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.Stream;
import org.apache.commons.math3.util.FastMath;
import org.gradus.core.pointwise.Abs;
import org.gradus.core.pointwise.Acos;
import org.gradus.core.pointwise.Acosh;
import org.gradus.core.pointwise.Asin;
import org.gradus.core.pointwise.Asinh;
import org.gradus.core.pointwise.Atan;
import org.gradus.core.pointwise.Atan2;
import org.gradus.core.pointwise.Atanh;
import org.gradus.core.pointwise.Ceil;
import org.gradus.core.pointwise.Clamp;
import org.gradus.core.pointwise.Cos;
import org.gradus.core.pointwise.Cosh;
import org.gradus.core.pointwise.Digamma;
import org.gradus.core.pointwise.Erf;
import org.gradus.core.pointwise.ErfInverse;
import org.gradus.core.pointwise.Erfc;
import org.gradus.core.pointwise.Exp;
import org.gradus.core.pointwise.Exp2;
import org.gradus.core.pointwise.Expm1;
import org.gradus.core.pointwise.Floor;
import org.gradus.core.pointwise.Log;
import org.gradus.core.pointwise.Log10;
import org.gradus.core.pointwise.Log1p;
import org.gradus.core.pointwise.Log2;
import org.gradus.core.pointwise.LogGamma;
import org.gradus.core.pointwise.Negate;
import org.gradus.core.pointwise.Pow;
import org.gradus.core.pointwise.PowerOf;
import org.gradus.core.pointwise.Reciprocal;
import org.gradus.core.pointwise.Relu;
import org.gradus.core.pointwise.Round;
import org.gradus.core.pointwise.Rsqrt;
import org.gradus.core.pointwise.ScaleShift;
import org.gradus.core.pointwise.Sigmoid;
import org.gradus.core.pointwise.Sign;
import org.gradus.core.pointwise.Sin;
import org.gradus.core.pointwise.Sinh;
import org.gradus.core.pointwise.Softplus;
import org.gradus.core.pointwise.Sqrt;
import org.gradus.core.pointwise.Square;
import org.gradus.core.pointwise.Tan;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.pointwise.Trigamma;
import org.gradus.core.pointwise.UnaryFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every function in float32 against float64 over all magnitudes of floats, denormal numbers, zeros,
 * infinities and NaN among them.
 *
 * <p>The expected values are those of {@link Math} and Commons Math, or closed forms of them; the
 * bounds are in ulp of the exact result.
 */
class PointwiseAccuracyTest {
  private static final int BLOCK = 4096;

  /** The distance of sampled floats, in representations; a prime, so that all low bits occur. */
  private static final int STRIDE = 20_011;

  static Stream<Arguments> functions() {
    return Stream.of(
        Arguments.of(new Exp(), 1.0, (DoubleUnaryOperator) Math::exp),
        Arguments.of(new Expm1(), 1.5, (DoubleUnaryOperator) Math::expm1),
        Arguments.of(new Exp2(), 1.5, (DoubleUnaryOperator) x -> Math.pow(2, x)),
        Arguments.of(new Log(), 1.0, (DoubleUnaryOperator) Math::log),
        Arguments.of(new Log1p(), 1.5, (DoubleUnaryOperator) Math::log1p),
        Arguments.of(new Log2(), 2.0, (DoubleUnaryOperator) x -> Math.log(x) / Math.log(2)),
        Arguments.of(new Log10(), 2.0, (DoubleUnaryOperator) Math::log10),
        Arguments.of(new Sqrt(), 0.51, (DoubleUnaryOperator) Math::sqrt),
        Arguments.of(new Rsqrt(), 1.5, (DoubleUnaryOperator) x -> 1 / Math.sqrt(x)),
        Arguments.of(new Reciprocal(), 0.51, (DoubleUnaryOperator) x -> 1 / x),
        Arguments.of(new Square(), 0.51, (DoubleUnaryOperator) x -> x * x),
        Arguments.of(new Abs(), 0.0, (DoubleUnaryOperator) Math::abs),
        Arguments.of(new Sign(), 0.0, (DoubleUnaryOperator) Math::signum),
        Arguments.of(new Negate(), 0.0, (DoubleUnaryOperator) x -> -x),
        Arguments.of(new Floor(), 0.0, (DoubleUnaryOperator) Math::floor),
        Arguments.of(new Ceil(), 0.0, (DoubleUnaryOperator) Math::ceil),
        Arguments.of(new Round(), 0.0, (DoubleUnaryOperator) Math::rint),
        Arguments.of(new Sin(), 2.0, (DoubleUnaryOperator) Math::sin),
        Arguments.of(new Cos(), 2.0, (DoubleUnaryOperator) Math::cos),
        Arguments.of(new Tan(), 3.5, (DoubleUnaryOperator) Math::tan),
        Arguments.of(new Asin(), 2.5, (DoubleUnaryOperator) Math::asin),
        Arguments.of(new Acos(), 2.5, (DoubleUnaryOperator) Math::acos),
        Arguments.of(new Atan(), 2.0, (DoubleUnaryOperator) Math::atan),
        Arguments.of(new Sinh(), 4.0, (DoubleUnaryOperator) Math::sinh),
        Arguments.of(new Cosh(), 3.0, (DoubleUnaryOperator) Math::cosh),
        Arguments.of(new Tanh(), 2.5, (DoubleUnaryOperator) Math::tanh),
        Arguments.of(new Asinh(), 2.0, (DoubleUnaryOperator) PointwiseAccuracyTest::asinh),
        Arguments.of(new Acosh(), 2.0, (DoubleUnaryOperator) PointwiseAccuracyTest::acosh),
        Arguments.of(new Atanh(), 2.0, (DoubleUnaryOperator) PointwiseAccuracyTest::atanh),
        Arguments.of(new Erf(), 1.0, (DoubleUnaryOperator) PointwiseAccuracyTest::erf),
        Arguments.of(new Sigmoid(), 2.5, (DoubleUnaryOperator) PointwiseAccuracyTest::sigmoid),
        Arguments.of(new Softplus(), 1.5, (DoubleUnaryOperator) PointwiseAccuracyTest::softplus),
        Arguments.of(new Relu(), 0.0, (DoubleUnaryOperator) x -> Math.max(x, 0)),
        Arguments.of(
            new Clamp(-1, 2), 0.0, (DoubleUnaryOperator) x -> Math.min(Math.max(x, -1), 2)),
        Arguments.of(new ScaleShift(1.5, -0.25), 0.51, (DoubleUnaryOperator) x -> 1.5 * x - 0.25),
        Arguments.of(new ScaleShift(2, 0), 0.51, (DoubleUnaryOperator) x -> 2 * x),
        Arguments.of(new PowerOf(0), 0.0, (DoubleUnaryOperator) x -> 1),
        Arguments.of(new PowerOf(3), 2.0, (DoubleUnaryOperator) x -> x * x * x),
        Arguments.of(new PowerOf(-2), 2.0, (DoubleUnaryOperator) x -> 1 / (x * x)),
        Arguments.of(new PowerOf(5), 2.0, (DoubleUnaryOperator) x -> Math.pow(x, 5)),
        Arguments.of(new PowerOf(0.375), 2.0, (DoubleUnaryOperator) x -> Math.pow(x, 0.375)),
        Arguments.of(new PowerOf(-7.75), 2.0, (DoubleUnaryOperator) x -> Math.pow(x, -7.75)));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void isWithinItsBoundAndEqualInBothKernelSets(
      UnaryFunction f, double bound, DoubleUnaryOperator exact) {
    UnaryLoop scalar = new ScalarKernels().unary(f);
    UnaryLoop vector = Backend.vector().unary(f);
    float[] x = new float[BLOCK];
    float[] y = new float[BLOCK];
    float[] z = new float[BLOCK];
    for (long bits = Integer.MIN_VALUE; bits <= Integer.MAX_VALUE; ) {
      for (int i = 0; i < BLOCK; i++) {
        x[i] = Float.intBitsToFloat((int) Math.min(bits, Integer.MAX_VALUE));
        bits += STRIDE;
      }
      check(f, bound, exact, scalar, vector, x, y, z);
    }
  }

  @ParameterizedTest
  @MethodSource("functions")
  void holdsAtSpecialNumbers(UnaryFunction f, double bound, DoubleUnaryOperator exact) {
    float[] x = {
      0f,
      -0f,
      1f,
      -1f,
      0.5f,
      -0.5f,
      2.5f,
      3.5f,
      -2.5f,
      800f,
      -800f,
      88.7f,
      88.73f,
      -87.4f,
      -103.9f,
      -104f,
      1.4e-45f,
      -1.4e-45f,
      1e-38f,
      -1e-38f,
      3.4e38f,
      -3.4e38f,
      4194303.5f,
      -4194303.5f,
      8388607f,
      8388609f,
      1e5f,
      1.2e5f,
      -1e5f,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      0x1p-24f,
      -0x1p-24f,
      0.99999994f,
      -0.99999994f,
      1.0000001f
    };
    float[] y = new float[x.length];
    float[] z = new float[x.length];
    check(f, bound, exact, new ScalarKernels().unary(f), Backend.vector().unary(f), x, y, z);
  }

  private static void check(
      UnaryFunction f,
      double bound,
      DoubleUnaryOperator exact,
      UnaryLoop scalar,
      UnaryLoop vector,
      float[] x,
      float[] y,
      float[] z) {
    scalar.apply(f, x, 0, y, 0, x.length);
    vector.apply(f, x, 0, z, 0, x.length);
    assertTrue(Arrays.equals(y, z), () -> f + " differs at " + x[Arrays.mismatch(y, z)]);
    for (int i = 0; i < x.length; i++) {
      double expected = exact.applyAsDouble(x[i]);
      float rounded = (float) expected;
      if (Float.isNaN(rounded) || Float.isInfinite(rounded) || (rounded == 0 && y[i] == 0)) {
        assertEquals(rounded, y[i], f + " at " + x[i]);
      } else {
        double ulps = Math.abs(y[i] - expected) / Math.ulp(rounded);
        assertTrue(ulps <= bound, f + " at " + x[i] + " is off by " + ulps + " ulp");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void powerHasTheSpecialCasesOfTheJavaLibrary(Kernels kernels) {
    float[] special = {
      0f,
      -0f,
      1f,
      -1f,
      2f,
      -2f,
      3f,
      -3f,
      0.5f,
      -0.5f,
      1e-40f,
      -1e-40f,
      1e38f,
      800f,
      -800f,
      1e30f,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN,
      0.9999999f,
      1.0000001f,
      16777216f
    };
    for (float a : special) {
      for (float b : special) {
        float actual = binary(kernels, a, b, true);
        double expected = Math.pow(a, b);
        float rounded = (float) expected;
        if (Float.isNaN(rounded) || Float.isInfinite(rounded) || rounded == 0) {
          assertEquals(rounded, actual, a + "^" + b);
        } else {
          assertEquals(expected, actual, 2 * Math.ulp(rounded), a + "^" + b);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void angleHasTheSpecialCasesOfTheJavaLibrary(Kernels kernels) {
    float[] special = {
      0f,
      -0f,
      1f,
      -1f,
      0.3f,
      -7f,
      1e-40f,
      -1e-40f,
      3e38f,
      -3e38f,
      Float.POSITIVE_INFINITY,
      Float.NEGATIVE_INFINITY,
      Float.NaN
    };
    for (float y : special) {
      for (float x : special) {
        float actual = binary(kernels, y, x, false);
        double expected = Math.atan2(y, x);
        if (expected == 0 || Double.isNaN(expected)) {
          assertEquals((float) expected, actual, y + ", " + x);
        } else {
          assertEquals(expected, actual, 2.5 * Math.ulp((float) expected), y + ", " + x);
        }
      }
    }
  }

  private static float binary(Kernels kernels, float a, float b, boolean power) {
    float[] y = new float[1];
    var f = power ? new Pow() : new Atan2();
    float[] left = {a};
    float[] right = {b};
    kernels.binary(f).apply(f, BinaryLoop.Part.VALUE, left, 0, left, 0, 1, right, 0, 1, y, 0, 1);
    return y[0];
  }

  /** Values from Abramowitz and Stegun, <i>Handbook of Mathematical Functions</i>, 1964. */
  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void specialFunctionsHaveTheirTabulatedValues(Kernels kernels) {
    checkPoint(kernels, new LogGamma(), 0.5, 0.5 * Math.log(Math.PI));
    checkPoint(kernels, new LogGamma(), 10, Math.log(362_880));
    checkPoint(kernels, new LogGamma(), -1.5, Double.NaN);
    checkPoint(kernels, new Digamma(), 1, -0.5772156649015329);
    checkPoint(kernels, new Digamma(), 2, 1 - 0.5772156649015329);
    checkPoint(kernels, new Digamma(), -1e9, Double.NaN);
    checkPoint(kernels, new Trigamma(), 1, Math.PI * Math.PI / 6);
    checkPoint(kernels, new Trigamma(), 0.5, Math.PI * Math.PI / 2);
    checkPoint(kernels, new Trigamma(), 0, Double.NaN);
    checkPoint(kernels, new Erf(), 0.5, 0.5204998778130465);
    checkPoint(kernels, new Erfc(), 2, 0.004677734981047266);
    checkPoint(kernels, new Erfc(), 800, 0);
    checkPoint(kernels, new ErfInverse(), 0.5, 0.4769362762044699);
    checkPoint(kernels, new ErfInverse(), 1, Double.POSITIVE_INFINITY);
    checkPoint(kernels, new ErfInverse(), 1.5, Double.NaN);
  }

  private static void checkPoint(Kernels kernels, UnaryFunction f, double x, double expected) {
    float[] single = {(float) x};
    kernels.unary(f).apply(f, single, 0, single, 0, 1);
    double[] number = {x};
    kernels.unary(f).apply(f, number, 0, number, 0, 1);
    if (Double.isFinite(expected)) {
      assertEquals(expected, single[0], 2 * Math.ulp((float) expected), f + " of " + x);
      assertEquals(expected, number[0], 1e-12 * Math.abs(expected), f + " of " + x);
    } else {
      assertEquals((float) expected, single[0], f + " of " + x);
      assertEquals(expected, number[0], f + " of " + x);
    }
  }

  private static double asinh(double x) {
    return Math.copySign(FastMath.asinh(Math.abs(x)), x);
  }

  private static double acosh(double x) {
    // ln(x + √(x² − 1)) with t = x − 1, which is exact for floats.
    double t = x - 1;
    return Math.log1p(t + Math.sqrt(t) * Math.sqrt(t + 2));
  }

  private static double atanh(double x) {
    return 0.5 * (Math.log1p(x) - Math.log1p(-x));
  }

  private static double erf(double x) {
    return Math.copySign(org.apache.commons.math3.special.Erf.erf(Math.abs(x)), x);
  }

  private static double sigmoid(double x) {
    return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
  }

  private static double softplus(double x) {
    return x > 0 ? x + Math.log1p(Math.exp(-x)) : Math.log1p(Math.exp(x));
  }
}
