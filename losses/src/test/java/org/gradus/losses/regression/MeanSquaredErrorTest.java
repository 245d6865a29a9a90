package org.gradus.losses.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.LossProvider;
import org.gradus.losses.loss.Reduction;
import org.junit.jupiter.api.Test;

class MeanSquaredErrorTest {
  private static final Tensor PREDICTION = Tensor.of(new double[][] {{1, 2}, {3, 4}});
  private static final Tensor TARGET = Tensor.of(new double[][] {{1, 0}, {4, 1}});

  @Test
  void squaresAndReduces() {
    assertEquals(
        Tensor.of(new double[][] {{0, 4}, {1, 9}}),
        new MeanSquaredError(Reduction.NONE).of(PREDICTION, TARGET));
    assertEquals(14, new MeanSquaredError(Reduction.SUM).of(PREDICTION, TARGET).item());
    assertEquals(3.5, new MeanSquaredError().of(PREDICTION, TARGET).item());
  }

  @Test
  void gradientIsTwiceTheDifferenceOverTheNumberOfElements() {
    Tensor x = PREDICTION.tracked();

    assertEquals(
        Tensor.of(new double[][] {{0, 1}, {-0.5, 1.5}}),
        new MeanSquaredError().of(x, TARGET).backward().of(x));
  }

  @Test
  void gradientsOfBothOrdersAreRight() {
    for (Reduction reduction : Reduction.values()) {
      GradCheck.of(in -> new MeanSquaredError(reduction).of(in[0], in[1]))
          .named("prediction", "target")
          .checkSecondOrder(PREDICTION, TARGET);
    }
  }

  @Test
  void neverBroadcasts() {
    ShapeException thrown =
        assertThrows(
            ShapeException.class, () -> new MeanSquaredError().of(PREDICTION, Tensor.of(1d, 2d)));
    assertEquals(
        "[mean-squared-error] prediction and target differ in shape, and losses do not broadcast:"
            + " expected a target of shape (2, 2), got (2). Shapes: (2, 2), (2).",
        thrown.getMessage());
  }

  @Test
  void refusesOtherTypes() {
    DTypeException thrown =
        assertThrows(
            DTypeException.class,
            () -> new MeanSquaredError().of(Tensor.ones(2), Tensor.of(1d, 2d)));
    assertEquals(
        "[mean-squared-error] wrong element type: expected equal types (cast converts), got FLOAT32 and"
            + " FLOAT64.",
        thrown.getMessage());
  }

  @Test
  void isMadeOfJson() {
    Plugins plugins = Plugins.load();
    String json = "{\"type\":\"gradus:mean-squared-error\",\"config\":{\"reduction\":\"none\"}}";

    assertEquals(json, plugins.write(new MeanSquaredError(Reduction.NONE)));
    assertEquals(
        new MeanSquaredError(),
        plugins.kind(LossProvider.class).create("mean-squared-error", "{}"));
  }
}
