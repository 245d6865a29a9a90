package org.gradus.core.internal.kernels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.stream.Stream;
import org.gradus.core.pointwise.Abs;
import org.gradus.core.pointwise.Acos;
import org.gradus.core.pointwise.Acosh;
import org.gradus.core.pointwise.Add;
import org.gradus.core.pointwise.Asin;
import org.gradus.core.pointwise.Asinh;
import org.gradus.core.pointwise.Atan;
import org.gradus.core.pointwise.Atan2;
import org.gradus.core.pointwise.Atanh;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Ceil;
import org.gradus.core.pointwise.Clamp;
import org.gradus.core.pointwise.Cos;
import org.gradus.core.pointwise.Cosh;
import org.gradus.core.pointwise.Digamma;
import org.gradus.core.pointwise.Divide;
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
import org.gradus.core.pointwise.Maximum;
import org.gradus.core.pointwise.Minimum;
import org.gradus.core.pointwise.Multiply;
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
import org.gradus.core.pointwise.Subtract;
import org.gradus.core.pointwise.Tan;
import org.gradus.core.pointwise.Tanh;
import org.gradus.core.pointwise.Trigamma;
import org.gradus.core.pointwise.UnaryFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Derivatives in float64 against central differences, and in float32 against float64.
 *
 * <p>With a step h = 10⁻⁵ (1 + |x|) a central difference is off by h² f‴/6 + ε |f|/h; all points
 * are such that 10⁻⁷ of the scale 1 + |f′| + |f| covers both.
 */
class PointwiseDerivativeTest {
  private static final double TOLERANCE = 1e-7;

  private final Kernels scalar = new ScalarKernels();

  static Stream<Arguments> unary() {
    double[] line = {-2.3, -1.1, -0.4, 0.2, 0.7, 1.2, 2.4};
    double[] positive = {0.3, 0.6, 0.9, 1.4, 2.2, 3.7};
    double[] unit = {-0.8, -0.5, -0.1, 0.2, 0.6, 0.75};
    return Stream.of(
            Stream.of(
                    new Exp(),
                    new Expm1(),
                    new Exp2(),
                    new Square(),
                    new Abs(),
                    new Sign(),
                    new Negate(),
                    new Floor(),
                    new Ceil(),
                    new Round(),
                    new Sin(),
                    new Cos(),
                    new Tan(),
                    new Atan(),
                    new Sinh(),
                    new Cosh(),
                    new Tanh(),
                    new Asinh(),
                    new Erf(),
                    new Erfc(),
                    new Sigmoid(),
                    new Softplus(),
                    new Relu(),
                    new Clamp(-1, 1.5),
                    new Clamp(Double.NEGATIVE_INFINITY, 0),
                    new ScaleShift(-2.5, 3),
                    new Reciprocal(),
                    new PowerOf(0),
                    new PowerOf(1),
                    new PowerOf(2),
                    new PowerOf(3),
                    new PowerOf(4),
                    new PowerOf(5),
                    new PowerOf(-1),
                    new PowerOf(-2))
                .map(f -> Arguments.of(f, line)),
            Stream.of(
                    new Log(),
                    new Log2(),
                    new Log10(),
                    new Log1p(),
                    new Sqrt(),
                    new Rsqrt(),
                    new LogGamma(),
                    new Digamma(),
                    new PowerOf(0.5),
                    new PowerOf(-0.5),
                    new PowerOf(1.7))
                .map(f -> Arguments.of(f, positive)),
            Stream.of(new Asin(), new Acos(), new Atanh(), new ErfInverse())
                .map(f -> Arguments.of(f, unit)),
            Stream.of(Arguments.of(new Acosh(), new double[] {1.4, 2.2, 5, 30})))
        .flatMap(s -> s);
  }

  @ParameterizedTest
  @MethodSource("unary")
  void isTheSlopeOfTheFunction(UnaryFunction f, double[] x) {
    double[] slope = derivative(scalar, f, x);
    for (int i = 0; i < x.length; i++) {
      double h = 1e-5 * (1 + Math.abs(x[i]));
      double[] near = {x[i] - h, x[i], x[i] + h};
      double[] y = new double[3];
      scalar.unary(f).apply(f, near, 0, y, 0, 3);
      double difference = (y[2] - y[0]) / (near[2] - near[0]);
      double scale = 1 + Math.abs(slope[i]) + Math.abs(y[1]);
      assertEquals(difference, slope[i], TOLERANCE * scale, f + " at " + x[i]);
    }
  }

  @ParameterizedTest
  @MethodSource("unary")
  void agreesInBothTypesAndKernelSets(UnaryFunction f, double[] points) {
    double[] x = new double[points.length];
    float[] single = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      single[i] = (float) points[i];
      x[i] = single[i];
    }
    double[] expected = derivative(scalar, f, x);
    KernelSets.all()
        .forEach(
            kernels -> {
              float[] actual = derivative(kernels, f, single);
              for (int i = 0; i < x.length; i++) {
                // The output enters with its rounding error, which y′(y) may amplify.
                double scale = 1 + Math.abs(expected[i]);
                assertEquals(expected[i], actual[i], 2e-5 * scale, kernels.name() + " " + f);
              }
            });
  }

  static Stream<BinaryFunction> binary() {
    return Stream.of(
        new Add(),
        new Subtract(),
        new Multiply(),
        new Divide(),
        new Pow(),
        new Maximum(),
        new Minimum(),
        new Atan2());
  }

  @ParameterizedTest
  @MethodSource("binary")
  void isTheSlopeOfTheFunctionByBothArguments(BinaryFunction f) {
    double[] a = {0.4, 1.3, 2.1, 0.8};
    double[] b = {1.7, -0.6, 0.9, -2.2};
    double[] one = {1, 1, 1, 1};
    double[] byA = part(f, BinaryLoop.Part.DERIVATIVE_A, one, a, b);
    double[] byB = part(f, BinaryLoop.Part.DERIVATIVE_B, one, a, b);
    double h = 1e-5;
    double[] aUp = shifted(a, h);
    double[] aDown = shifted(a, -h);
    double[] bUp = shifted(b, h);
    double[] bDown = shifted(b, -h);
    double[] up = part(f, BinaryLoop.Part.VALUE, one, aUp, b);
    double[] down = part(f, BinaryLoop.Part.VALUE, one, aDown, b);
    double[] right = part(f, BinaryLoop.Part.VALUE, one, a, bUp);
    double[] left = part(f, BinaryLoop.Part.VALUE, one, a, bDown);
    for (int i = 0; i < a.length; i++) {
      double scale = 1 + Math.abs(byA[i]) + Math.abs(byB[i]) + Math.abs(up[i]);
      assertEquals((up[i] - down[i]) / (aUp[i] - aDown[i]), byA[i], TOLERANCE * scale);
      assertEquals((right[i] - left[i]) / (bUp[i] - bDown[i]), byB[i], TOLERANCE * scale);
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void hasTheChosenValuesAtKinks(Kernels kernels) {
    assertArrayEquals(new float[] {0, 0}, derivative(kernels, new Relu(), 0f, Float.NaN));
    assertArrayEquals(new float[] {0, 0}, derivative(kernels, new Abs(), 0f, 0f));
    assertArrayEquals(
        new float[] {0, 1, 1, 1, 0},
        derivative(kernels, new Clamp(-1, 1), -1.5f, -1f, 0f, 1f, 1.5f));
    assertArrayEquals(new float[] {0, -2}, derivative(kernels, new PowerOf(2), 0f, -1f));
    assertArrayEquals(new float[] {0, 0}, derivative(kernels, new PowerOf(0), 0f, 3f));
    assertArrayEquals(new float[] {1, 1}, derivative(kernels, new PowerOf(1), 0f, -3f));
    for (BinaryFunction f : new BinaryFunction[] {new Maximum(), new Minimum()}) {
      assertArrayEquals(new float[] {0.5f}, part(kernels, f, BinaryLoop.Part.DERIVATIVE_A, 2, 2));
      assertArrayEquals(new float[] {0.5f}, part(kernels, f, BinaryLoop.Part.DERIVATIVE_B, 2, 2));
    }
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void powerHasItsLimitsAtZero(Kernels kernels) {
    Pow f = new Pow();
    assertArrayEquals(new float[] {0}, part(kernels, f, BinaryLoop.Part.DERIVATIVE_A, 0, 0));
    assertArrayEquals(new float[] {0}, part(kernels, f, BinaryLoop.Part.DERIVATIVE_B, 0, 0));
    assertArrayEquals(new float[] {0}, part(kernels, f, BinaryLoop.Part.DERIVATIVE_B, 0, 2));
    assertArrayEquals(
        new float[] {Float.NEGATIVE_INFINITY},
        part(kernels, f, BinaryLoop.Part.DERIVATIVE_B, 0, -2));
    assertArrayEquals(
        new float[] {Float.NaN}, part(kernels, f, BinaryLoop.Part.DERIVATIVE_B, -1, 2));
  }

  @ParameterizedTest
  @MethodSource("org.gradus.core.internal.kernels.KernelSets#all")
  void staysFiniteAtLargeArguments(Kernels kernels) {
    assertArrayEquals(new float[] {0, 1}, derivative(kernels, new Softplus(), -800f, 800f));
    assertArrayEquals(new float[] {0, 0}, derivative(kernels, new Sigmoid(), -800f, 800f));
    assertArrayEquals(new float[] {0, 0}, derivative(kernels, new Tanh(), -800f, 800f));
    assertArrayEquals(new float[] {0, 0}, derivative(kernels, new Erf(), -800f, 800f));
  }

  @Test
  void trigammaHasNone() {
    UnsupportedOperationException e =
        assertThrows(
            UnsupportedOperationException.class, () -> derivative(scalar, new Trigamma(), 1f));
    assertEquals(
        "[trigamma] has no derivative here: expected at most two derivatives of log-gamma, got a"
            + " third. Hint: detach the input of trigamma if its gradient is not wanted.",
        e.getMessage());
  }

  @Test
  void refusesWrongParameters() {
    IllegalArgumentException bounds =
        assertThrows(IllegalArgumentException.class, () -> new Clamp(2, 1));
    assertEquals(
        "[clamp] bounds do not form an interval: expected min <= max, got min 2.0 and max 1.0.",
        bounds.getMessage());
    IllegalArgumentException exponent =
        assertThrows(IllegalArgumentException.class, () -> new PowerOf(Double.NaN));
    assertEquals(
        "[power-of] exponent is not a number: expected a number, got NaN.", exponent.getMessage());
  }

  private static double[] derivative(Kernels kernels, UnaryFunction f, double[] x) {
    double[] y = new double[x.length];
    double[] slope = new double[x.length];
    double[] one = shifted(new double[x.length], 1);
    kernels.unary(f).apply(f, x, 0, y, 0, x.length);
    // What the derivative does not read is withheld.
    double[] input = f.reads().input() ? x : new double[x.length];
    double[] output = f.reads().output() ? y : new double[x.length];
    kernels.unary(f).derivative(f, one, 0, input, 0, output, 0, slope, 0, x.length);
    return slope;
  }

  private static float[] derivative(Kernels kernels, UnaryFunction f, float... x) {
    float[] y = new float[x.length];
    float[] slope = new float[x.length];
    float[] one = new float[x.length];
    Arrays.fill(one, 1);
    kernels.unary(f).apply(f, x, 0, y, 0, x.length);
    float[] input = f.reads().input() ? x : new float[x.length];
    float[] output = f.reads().output() ? y : new float[x.length];
    kernels.unary(f).derivative(f, one, 0, input, 0, output, 0, slope, 0, x.length);
    return slope;
  }

  private double[] part(
      BinaryFunction f, BinaryLoop.Part part, double[] g, double[] a, double[] b) {
    double[] y = new double[a.length];
    scalar.binary(f).apply(f, part, g, 0, a, 0, 1, b, 0, 1, y, 0, a.length);
    return y;
  }

  private static float[] part(
      Kernels kernels, BinaryFunction f, BinaryLoop.Part part, float a, float b) {
    float[] y = new float[1];
    kernels
        .binary(f)
        .apply(f, part, new float[] {1}, 0, new float[] {a}, 0, 1, new float[] {b}, 0, 1, y, 0, 1);
    return y;
  }

  private static double[] shifted(double[] x, double shift) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = x[i] + shift;
    }
    return y;
  }
}
