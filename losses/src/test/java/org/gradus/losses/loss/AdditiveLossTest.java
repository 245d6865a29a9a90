package org.gradus.losses.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.regression.MeanSquaredError;
import org.junit.jupiter.api.Test;

class AdditiveLossTest {
  private static final Tensor PREDICTION = Tensor.of(new double[][] {{1, 2}, {3, 4}});
  private static final Tensor TARGET = Tensor.of(new double[][] {{1, 0}, {4, 1}}); // 0 4; 1 9

  @Test
  void weightsElementsOrExamples() {
    Tensor each = Tensor.of(new double[][] {{1, 2}, {3, 0}});
    assertEquals(11.0 / 6, new MeanSquaredError().of(PREDICTION, TARGET, each).item(), 1e-15);
    assertEquals(11, new MeanSquaredError(Reduction.SUM).of(PREDICTION, TARGET, each).item());
    assertEquals(
        5.5, new MeanSquaredError(Reduction.BATCH_MEAN).of(PREDICTION, TARGET, each).item());
    Tensor examples = Tensor.of(3d, 1d);
    assertEquals(
        Tensor.of(new double[][] {{0, 12}, {1, 9}}),
        new MeanSquaredError(Reduction.NONE).of(PREDICTION, TARGET, examples));
    assertEquals(22.0 / 8, new MeanSquaredError().of(PREDICTION, TARGET, examples).item(), 1e-15);
  }

  @Test
  void masksWhatIsNoNumber() {
    Tensor x = Tensor.of(new double[][] {{1, 2}, {Double.NaN, 4}});
    Tensor mask = Tensor.of(new int[][] {{1, 1}, {0, 1}});
    Tensor tracked = x.tracked();
    Tensor loss = new MeanSquaredError(Reduction.SUM).of(tracked, TARGET, mask);
    assertEquals(13, loss.item());
    assertEquals(Tensor.of(new double[][] {{0, 4}, {0, 6}}), loss.backward().of(tracked));
  }

  @Test
  void masksExamplesWhoseScoresAreNoNumbers() {
    Tensor scores = Tensor.of(new double[][] {{0, 0}, {Double.NaN, 1}});
    Tensor classes = Tensor.of(1, 0);
    Tensor half = Tensor.of(new double[][] {{0.5, -0.5}, {0, 0}});
    Tensor x = scores.tracked();
    Tensor masked = new CrossEntropy().of(x, classes, Tensor.of(1, 0));
    assertEquals(Math.log(2), masked.item(), 1e-15);
    assertEquals(half, masked.backward().of(x));
    Tensor y = scores.tracked();
    Tensor ignored = new CrossEntropy().ignoring(0).of(y, classes);
    assertEquals(Math.log(2), ignored.item(), 1e-15);
    assertEquals(half, ignored.backward().of(y));
  }

  @Test
  void saysWhatItDividedBy() {
    assertEquals(4, new MeanSquaredError().divisor(PREDICTION, TARGET));
    assertEquals(2, new MeanSquaredError(Reduction.BATCH_MEAN).divisor(PREDICTION, TARGET));
    assertEquals(1, new MeanSquaredError(Reduction.SUM).divisor(PREDICTION, TARGET));
    assertEquals(1, new MeanSquaredError(Reduction.NONE).divisor(PREDICTION, TARGET));
    Tensor classes = Tensor.of(1, 0);
    CrossEntropy loss = new CrossEntropy();
    assertEquals(2, loss.divisor(PREDICTION, classes));
    assertEquals(1, loss.ignoring(0).divisor(PREDICTION, classes));
    assertEquals(0, loss.ignoring(0).divisor(PREDICTION, Tensor.of(0, 0)));
    assertEquals(0.75, loss.withClassWeights(0.5, 0.25).divisor(PREDICTION, classes));
    assertEquals(2, loss.withClassWeights(0.5, 0.25).divisor(PREDICTION, TARGET));
    Loss unreduced = (prediction, target) -> prediction;
    assertEquals(2, unreduced.divisor(PREDICTION, TARGET));
    assertEquals(1, unreduced.divisor(Tensor.of(1d).squeeze(0), Tensor.of(1d).squeeze(0)));
  }

  @Test
  void ofNothingIsNoNumber() {
    Tensor none = Tensor.of(0, 0);
    assertTrue(Double.isNaN(new MeanSquaredError().of(PREDICTION, TARGET, none).item()));
    assertEquals(0, new MeanSquaredError(Reduction.SUM).of(PREDICTION, TARGET, none).item());
  }

  @Test
  void refusesWeightsThatDoNotFit() {
    MeanSquaredError loss = new MeanSquaredError();
    Tensor weights = Tensor.of(1d, 2d, 3d);
    ShapeException thrown =
        assertThrows(ShapeException.class, () -> loss.of(PREDICTION, TARGET, weights));
    assertEquals(
        "[loss] the weights do not fit the parts of the loss: expected weights of shape (2, 2) or"
            + " of its leading axes, got (3). Shapes: (2, 2), (3).",
        thrown.getMessage());
  }
}
