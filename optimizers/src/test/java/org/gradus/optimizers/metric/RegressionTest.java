package org.gradus.optimizers.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The numbers are those of the examples in the documentation of scikit-learn's metrics. */
class RegressionTest {
  private static final Tensor PREDICTION = Tensor.of(2.5, 0.0, 2, 8);
  private static final Tensor TARGET = Tensor.of(3, -0.5, 2, 7);
  private static final Tensor PREDICTIONS = Tensor.of(new double[][] {{0, 2}, {-1, 2}, {8, -5}});
  private static final Tensor TARGETS = Tensor.of(new double[][] {{0.5, 1}, {-1, 1}, {7, -6}});

  @Test
  void meanAbsoluteErrorIsThatOfScikitLearn() {
    assertEquals(0.5, Scores.value(new MeanAbsoluteError(), PREDICTION, TARGET));
    assertEquals(0.75, Scores.value(new MeanAbsoluteError(), PREDICTIONS, TARGETS));
  }

  @Test
  void rootMeanSquaredErrorIsThatOfScikitLearn() {
    // The roots of mean_squared_error's 0.375 and 0.708…
    assertEquals(
        Math.sqrt(0.375), Scores.value(new RootMeanSquaredError(), PREDICTION, TARGET), 1e-15);
    assertEquals(
        Math.sqrt(4.25 / 6), Scores.value(new RootMeanSquaredError(), PREDICTIONS, TARGETS), 1e-15);
  }

  @Test
  void rSquaredIsThatOfScikitLearn() {
    // r2_score's 0.948…: residuals 1.5, variation 29.1875.
    assertEquals(1 - 1.5 / 29.1875, Scores.value(new RSquared(), PREDICTION, TARGET), 1e-15);
    // The user guide's 0.936…, the mean over outputs.
    double first = 1 - 1.25 / (50.25 - 6.5 * 6.5 / 3);
    double second = 1 - 3 / (38 - 16 / 3.0);
    assertEquals((first + second) / 2, Scores.value(new RSquared(), PREDICTIONS, TARGETS), 1e-15);
    assertEquals(0.9365, (first + second) / 2, 0.0005);
  }

  @Test
  void rSquaredOfConstantTargetsIsNotDefined() {
    RSquared metric = new RSquared();
    Tensor ones = Tensor.of(1.0, 1.0);
    assertEquals(Double.NaN, Scores.value(metric, ones, ones));
    assertEquals(Double.NEGATIVE_INFINITY, Scores.value(metric, Tensor.of(1.0, 2.0), ones));
  }

  @Test
  void takesClassesAsNumbers() {
    assertEquals(
        0.5, Scores.value(new MeanAbsoluteError(), Tensor.of(1f, 2.5f), Tensor.of(1, 2)) * 2);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Metric metric = new MeanAbsoluteError();
    ShapeException shapes =
        assertThrows(ShapeException.class, () -> metric.sums(PREDICTION, TARGETS));
    assertEquals(
        "[mean-absolute-error] prediction and target differ in shape, and losses do not broadcast: expected a target of shape (4), got (3, 2). Shapes: (4), (3, 2).",
        shapes.getMessage());
    DTypeException types =
        assertThrows(DTypeException.class, () -> metric.sums(Tensor.of(1, 2), Tensor.of(1, 2)));
    assertEquals(
        "[mean-absolute-error] wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.",
        types.getMessage());
    Tensor scalar = Tensor.zeros(PREDICTION.dtype(), Shape.SCALAR);
    ShapeException noExamples =
        assertThrows(ShapeException.class, () -> new RSquared().sums(scalar, scalar));
    assertEquals(
        "[r-squared] there is no axis of examples: expected (N, …), got a scalar. Shape: ().",
        noExamples.getMessage());
  }
}
