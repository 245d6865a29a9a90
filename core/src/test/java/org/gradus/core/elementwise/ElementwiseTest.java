package org.gradus.core.elementwise;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.ScalarKernels;
import org.gradus.core.pointwise.Relu;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Limits and domains by definition; values in between are those of the reference cases. */
class ElementwiseTest {
  private static final double INF = Double.POSITIVE_INFINITY;
  private static final double NAN = Double.NaN;

  private record Limit(String name, UnaryOperator<Tensor> f, double x, double y) {}

  private static List<Limit> limits() {
    return List.of(
        new Limit("exp", Tensor::exp, -INF, 0),
        new Limit("exp", Tensor::exp, INF, INF),
        new Limit("exp", Tensor::exp, 1000, INF),
        new Limit("exp", Tensor::exp, 0, 1),
        new Limit("exp", Tensor::exp, NAN, NAN),
        new Limit("expm1", Elementwise::expm1, -INF, -1),
        new Limit("expm1", Elementwise::expm1, -1000, -1),
        new Limit("expm1", Elementwise::expm1, 0, 0),
        new Limit("exp2", Elementwise::exp2, 10, 1024),
        new Limit("exp2", Elementwise::exp2, -INF, 0),
        new Limit("log", Tensor::log, 0, -INF),
        new Limit("log", Tensor::log, -1, NAN),
        new Limit("log", Tensor::log, INF, INF),
        new Limit("log", Tensor::log, 1, 0),
        new Limit("log1p", Elementwise::log1p, -1, -INF),
        new Limit("log1p", Elementwise::log1p, -2, NAN),
        new Limit("log1p", Elementwise::log1p, INF, INF),
        new Limit("log2", Elementwise::log2, 0, -INF),
        new Limit("log2", Elementwise::log2, 8, 3),
        new Limit("log10", Elementwise::log10, -1, NAN),
        new Limit("sqrt", Tensor::sqrt, -1, NAN),
        new Limit("sqrt", Tensor::sqrt, INF, INF),
        new Limit("rsqrt", Elementwise::rsqrt, 0, INF),
        new Limit("rsqrt", Elementwise::rsqrt, INF, 0),
        new Limit("rsqrt", Elementwise::rsqrt, 4, 0.5),
        new Limit("reciprocal", Elementwise::reciprocal, 0, INF),
        new Limit("reciprocal", Elementwise::reciprocal, -INF, -0.0),
        new Limit("sign", Elementwise::sign, -3, -1),
        new Limit("sign", Elementwise::sign, 0, 0),
        new Limit("floor", Elementwise::floor, -0.5, -1),
        new Limit("ceil", Elementwise::ceil, 0.25, 1),
        new Limit("round", Elementwise::round, 2.5, 2),
        new Limit("round", Elementwise::round, -1.5, -2),
        new Limit("tanh", Tensor::tanh, INF, 1),
        new Limit("tanh", Tensor::tanh, -800, -1),
        new Limit("tanh", Tensor::tanh, NAN, NAN),
        new Limit("sigmoid", Tensor::sigmoid, 800, 1),
        new Limit("sigmoid", Tensor::sigmoid, -800, 0),
        new Limit("sigmoid", Tensor::sigmoid, 0, 0.5),
        new Limit("softplus", Elementwise::softplus, 800, 800),
        new Limit("softplus", Elementwise::softplus, -800, 0),
        new Limit("softplus", Elementwise::softplus, INF, INF),
        new Limit("asin", Elementwise::asin, 1.5, NAN),
        new Limit("acos", Elementwise::acos, 1, 0),
        new Limit("acosh", Elementwise::acosh, 0.5, NAN),
        new Limit("acosh", Elementwise::acosh, 1, 0),
        new Limit("atanh", Elementwise::atanh, 1, INF),
        new Limit("atanh", Elementwise::atanh, -2, NAN),
        new Limit("cosh", Elementwise::cosh, -INF, INF),
        new Limit("sinh", Elementwise::sinh, -INF, -INF),
        new Limit("sin", Elementwise::sin, INF, NAN),
        new Limit("cos", Elementwise::cos, 0, 1),
        new Limit("tan", Elementwise::tan, 0, 0),
        new Limit("erf", Elementwise::erf, INF, 1),
        new Limit("erf", Elementwise::erf, -40, -1),
        new Limit("erfc", Elementwise::erfc, -INF, 2),
        new Limit("erfc", Elementwise::erfc, 40, 0),
        new Limit("erfInverse", Elementwise::erfInverse, 1, INF),
        new Limit("erfInverse", Elementwise::erfInverse, -1, -INF),
        new Limit("erfInverse", Elementwise::erfInverse, 2, NAN),
        new Limit("erfInverse", Elementwise::erfInverse, 0, 0),
        new Limit("logGamma", Elementwise::logGamma, -1, NAN),
        new Limit("digamma", Elementwise::digamma, -1, NAN),
        new Limit("trigamma", Elementwise::trigamma, -1, NAN),
        new Limit("relu", Tensor::relu, -INF, 0),
        new Limit("relu", Tensor::relu, NAN, NAN),
        new Limit("clamp", x -> Elementwise.clamp(x, -1, 1), -INF, -1),
        new Limit("clamp", x -> Elementwise.clamp(x, -1, 1), NAN, NAN));
  }

  @TestFactory
  Stream<DynamicTest> limitsAndDomains() {
    return limits().stream()
        .map(limit -> dynamicTest(limit.name() + "(" + limit.x() + ")", () -> check(limit)));
  }

  /** Enough elements for a whole vector and a remainder, in both types and sets of kernels. */
  private static void check(Limit limit) {
    for (var kernels : List.of(new ScalarKernels(), Backend.vector())) {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
        Tensor x = Tensor.of(limit.x()).expand(Shape.of(19)).cast(dtype);
        try (Backend.Use use = Backend.use(kernels)) {
          Tensor y = limit.f().apply(x).cast(DType.FLOAT64);
          for (double got : y.toDoubles()) {
            assertEquals(limit.y(), got, 0, dtype + " " + kernels.name());
          }
        }
      }
    }
  }

  @Test
  void maximumAndMinimumPropagateNan() {
    Tensor a = Tensor.of(1.0, NAN, 3, NAN);
    Tensor b = Tensor.of(2.0, 2, NAN, NAN);
    assertEquals(Tensor.of(2.0, NAN, NAN, NAN), Elementwise.maximum(a, b));
    assertEquals(Tensor.of(1.0, NAN, NAN, NAN), Elementwise.minimum(a, b));
  }

  @Test
  void boundsThatAreOutOfOrderAreRefused() {
    Tensor x = Tensor.of(1.0);
    assertRefused(
        IllegalArgumentException.class,
        "[clamp] bounds do not form an interval: expected min <= max, got min 2.0 and max 1.0.",
        () -> Elementwise.clamp(x, 2, 1));
  }

  @Test
  void masksBroadcastAndMustFit() {
    Tensor y = Elementwise.where(Tensor.of(1, 0), Tensor.scalar(5.0), Tensor.of(1.0, 2));
    assertEquals(Tensor.of(5.0, 2), y);
    assertRefused(
        ShapeException.class,
        "[where] shapes do not broadcast: expected equal sizes, or 1, at axis -1, got 3 and 2."
            + " Shapes: (3), (2).",
        () -> Elementwise.where(Tensor.of(1, 0, 1), Tensor.of(1.0, 2), Tensor.of(1.0, 2)));
  }

  @Test
  void gatedWeighsOneHalfByTheOther() {
    Tensor x = Tensor.of(new float[][] {{2, 3, 1, -4}, {5, -6, -1, 2}});

    assertEquals(Tensor.of(new float[][] {{2, 0}, {0, -12}}), Elementwise.gated(x, 1, new Relu()));
    // Long enough for several threads, in one line and in many.
    Tensor many = Tensor.full(DType.FLOAT32, Shape.of(2, 100_000), 3);
    Tensor nine = Tensor.full(DType.FLOAT32, Shape.of(1, 100_000), 9);
    assertEquals(nine, Elementwise.gated(many, 0, new Relu()));
    assertEquals(nine.reshape(2, -1), Elementwise.gated(many, 1, new Relu()));
  }

  @Test
  void gatedRefusesAnOddSize() {
    assertRefused(
        ShapeException.class,
        "[gated] axis -1 has no two halves: expected an even size, got 3. Shape: (2, 3).",
        () -> Elementwise.gated(Tensor.ones(2, 3), -1, new Relu()));
  }
}
