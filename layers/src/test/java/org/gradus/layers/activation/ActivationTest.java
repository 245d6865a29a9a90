package org.gradus.layers.activation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;

/** Activations of one number: their definitions, what they do at extremes, their contract. */
class ActivationTest {
  /** Away from all kinks, for every setting below. */
  private static final double[] POINTS = {-7.3, -3.4, -1.7, -0.9, -0.3, 0.2, 0.6, 1.1, 2.9, 4.2, 8};

  private static final double INF = Double.POSITIVE_INFINITY;

  /** An activation with its definition, as simple as it can be written. */
  private record Case(Activation activation, DoubleUnaryOperator definition) {}

  private static List<Case> cases() {
    return List.of(
        new Case(new Relu(), x -> Math.max(x, 0)),
        new Case(new Relu6(), x -> Math.min(Math.max(x, 0), 6)),
        new Case(new LeakyRelu(), x -> x > 0 ? x : 0.01 * x),
        new Case(new LeakyRelu(-0.5), x -> x > 0 ? x : -0.5 * x),
        new Case(new SquaredRelu(), x -> x > 0 ? x * x : 0),
        new Case(new Elu(), x -> x > 0 ? x : Math.exp(x) - 1),
        new Case(new Elu(0.5), x -> x > 0 ? x : 0.5 * (Math.exp(x) - 1)),
        new Case(new Celu(2), x -> x > 0 ? x : 2 * (Math.exp(x / 2) - 1)),
        new Case(
            new Selu(),
            x -> 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.exp(x) - 1))),
        new Case(new Softplus(), x -> Math.log(1 + Math.exp(x))),
        new Case(new Softplus(0.5, 2.5), x -> x > 5 ? x : 2 * Math.log(1 + Math.exp(x / 2))),
        new Case(Gelu.tanh(), ActivationTest::tanhGelu),
        new Case(new Silu(), x -> x / (1 + Math.exp(-x))),
        new Case(new Mish(), x -> x * Math.tanh(Math.log(1 + Math.exp(x)))),
        new Case(new Softsign(), x -> x / (1 + Math.abs(x))),
        new Case(new Sigmoid(), x -> 1 / (1 + Math.exp(-x))),
        new Case(new LogSigmoid(), x -> -Math.log(1 + Math.exp(-x))),
        new Case(new Tanh(), Math::tanh),
        new Case(new TanhShrink(), x -> x - Math.tanh(x)),
        new Case(new SoftShrink(1), x -> Math.abs(x) > 1 ? x - Math.signum(x) : 0),
        new Case(new HardShrink(1), x -> Math.abs(x) > 1 ? x : 0),
        new Case(new Threshold(0.5, -2), x -> x > 0.5 ? x : -2),
        new Case(new HardTanh(), x -> Math.min(Math.max(x, -1), 1)),
        new Case(new HardTanh(-2, 0.5), x -> Math.min(Math.max(x, -2), 0.5)),
        new Case(new HardSigmoid(), x -> Math.min(Math.max(x / 6 + 0.5, 0), 1)),
        new Case(new HardSwish(), x -> x * Math.min(Math.max(x + 3, 0), 6) / 6),
        new Case(new Sine(), Math::sin),
        new Case(new Sine(3), x -> Math.sin(3 * x)));
  }

  private static double tanhGelu(double x) {
    return x / 2 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
  }

  @TestFactory
  Stream<DynamicTest> areTheirDefinitions() {
    return cases().stream()
        .map(
            c ->
                dynamicTest(
                    c.activation.toString(),
                    () -> {
                      double[] y = c.activation.forward(Tensor.of(POINTS)).toDoubles();
                      double[] expected = DoubleStream.of(POINTS).map(c.definition).toArray();
                      assertArrayEquals(expected, y, 1e-14);
                    }));
  }

  /** Φ(1) and Φ(2) from Abramowitz and Stegun (1964), table 26.1. */
  @Test
  void geluWeighsByTheNormalDistribution() {
    double[] y = new Gelu().forward(Tensor.of(0d, 1, -1, 2)).toDoubles();
    assertArrayEquals(
        new double[] {0, 0.841344746068543, -0.158655253931457, 2 * 0.977249868051821}, y, 2e-15);
  }

  @TestFactory
  Stream<DynamicTest> keepTheirContractAndHaveSecondDerivatives() {
    return Stream.concat(cases().stream().map(Case::activation), Stream.of(new Gelu()))
        .map(
            activation ->
                dynamicTest(
                    activation.toString(),
                    () -> {
                      ModuleContract.check(activation, Tensor.of(POINTS, Shape.of(11, 1)));
                      Tensor weights = Tensor.of(POINTS).square().add(1);
                      GradCheck.of(in -> in[0].map(activation.function()).mul(weights).sum())
                          .checkSecondOrder(Tensor.of(POINTS));
                    }));
  }

  @TestFactory
  Stream<DynamicTest> areFiniteAtLargeArgumentsAndPassOnNan() {
    return Stream.concat(cases().stream().map(Case::activation), Stream.of(new Gelu()))
        .map(
            activation ->
                dynamicTest(
                    activation.toString(),
                    () -> {
                      for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
                        Tensor x = Tensor.of(-800d, -90, 90, 800).cast(type).tracked();
                        Tensor y = x.map(activation.function());
                        assertFinite(y);
                        assertFinite(y.sum().backward().of(x));
                        Tensor nan = Tensor.of(Double.NaN).cast(type).map(activation.function());
                        assertTrue(Double.isNaN(nan.item()), type::name);
                      }
                    }));
  }

  private static void assertFinite(Tensor tensor) {
    for (double value : tensor.detach().cast(DType.FLOAT64).toDoubles()) {
      assertTrue(Double.isFinite(value), tensor::toString);
    }
  }

  @Test
  void tailsAreNotLost() {
    double[] x = {-40, 40};
    double tail = Math.exp(-40);
    assertEquals(tail, new Softplus().forward(Tensor.of(x)).get(0), 1e-14 * tail);
    assertEquals(-tail, new LogSigmoid().forward(Tensor.of(x)).get(1), 1e-14 * tail);
    assertEquals(-40 * tail, new Silu().forward(Tensor.of(x)).get(0), 1e-13 * tail);
    // For small e = eˣ, tanh(ln(1 + e)) is e, but for terms of e³.
    assertEquals(-40 * tail, new Mish().forward(Tensor.of(x)).get(0), 1e-13 * tail);
  }

  @Test
  void mishOfLargeNumbersIsTheIdentity() {
    for (DType type : List.of(DType.FLOAT32, DType.FLOAT64)) {
      Tensor x = Tensor.of(21, 1e10, 1e38, INF).cast(type).tracked();
      Tensor y = x.map(new Mish().function());
      assertEquals(x.detach(), y.detach());
      double[] slopes = y.sum().backward().of(x).cast(DType.FLOAT64).toDoubles();
      double rounding = type == DType.FLOAT32 ? 0x1p-23 : 0x1p-52;
      assertArrayEquals(new double[] {1, 1, 1, 1}, slopes, rounding);
    }
  }

  @Test
  void slopesAtKinksAreThoseOfTheDocumentation() {
    assertSlope(0, new Relu6(), 0, 6);
    assertSlope(0.25, new LeakyRelu(0.25), 0);
    assertSlope(0.5, new Elu(0.5), 0);
    assertSlope(1, new Celu(0.5), 0);
    assertSlope(0, new HardTanh(-2, 1), -2, 1);
    assertSlope(0, new HardSigmoid(), -3, 3);
    assertSlope(-0.5, new HardSwish(), -3);
    assertSlope(1.5, new HardSwish(), 3);
    assertSlope(0, new SoftShrink(0.7), -0.7, 0, 0.7);
    assertSlope(0, new HardShrink(0.7), -0.7, 0, 0.7);
    assertSlope(0, new Threshold(2, 9), 2);
    assertSlope(1, new Softplus(1, 20), 21);
  }

  private static void assertSlope(double slope, Activation activation, double... points) {
    Tensor x = Tensor.of(points).tracked();
    Tensor gradient = x.map(activation.function()).sum().backward().of(x);
    for (double value : gradient.toDoubles()) {
      assertEquals(slope, value, 1e-15, activation::toString);
    }
  }

  @Test
  void refuseBadSettings() {
    assertRefused(
        "[leaky-relu] slope is out of range: expected a finite number, got NaN.",
        () -> new LeakyRelu(Double.NaN));
    assertRefused(
        "[elu] alpha is out of range: expected a finite number of at least 0, got -1.0.",
        () -> new Elu(-1));
    assertRefused(
        "[celu] alpha is out of range: expected a finite number above 0, got 0.0.",
        () -> new Celu(0));
    assertRefused(
        "[softplus] beta is out of range: expected a finite number above 0, got 0.0.",
        () -> new Softplus(0, INF));
    assertRefused(
        "[softplus] threshold is out of range: expected a number, got NaN.",
        () -> new Softplus(1, Double.NaN));
    assertRefused(
        "[hard-tanh] high is out of range: expected more than low, 1.0, got 1.0.",
        () -> new HardTanh(1, 1));
    assertRefused(
        "[soft-shrink] threshold is out of range: expected a finite number of at least 0, got"
            + " -0.5.",
        () -> new SoftShrink(-0.5));
    assertRefused(
        "[hard-shrink] threshold is out of range: expected a finite number of at least 0, got"
            + " Infinity.",
        () -> new HardShrink(INF));
    assertRefused(
        "[threshold] value is out of range: expected a finite number, got Infinity.",
        () -> new Threshold(0, INF));
    assertRefused(
        "[sine] frequency is out of range: expected a finite number, got NaN.",
        () -> new Sine(Double.NaN));
  }

  private static void assertRefused(String message, Executable construction) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construction);
    assertEquals(message, e.getMessage());
  }
}
