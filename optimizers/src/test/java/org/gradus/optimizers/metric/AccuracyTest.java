package org.gradus.optimizers.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Optional;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class AccuracyTest {
  private static final Accuracy ACCURACY = new Accuracy();

  @Test
  void isThatOfScikitLearn() {
    // The example of sklearn.metrics.accuracy_score.
    assertEquals(0.5, Scores.value(ACCURACY, Scores.of(4, 0, 2, 1, 3), Tensor.of(0, 1, 2, 3)));
  }

  @Test
  void takesTheFirstOfEqualScores() {
    Tensor equal = Tensor.ones(2, 3);
    assertEquals(0.5, Scores.value(ACCURACY, equal, Tensor.of(0, 1)));
  }

  @Test
  void countsEveryElementOfASequence() {
    Tensor scores = Scores.of(2, 0, 1, 1, 1, 0, 0).reshape(2, 3, 2);
    Tensor target = Tensor.of(new int[][] {{0, 1, 0}, {0, 0, 1}});
    assertEquals(0.5, Scores.value(ACCURACY, scores, target));
  }

  @Test
  void findsTheClassesAlongAnotherAxis() {
    // The scores of the sequences above, as (N, C, T).
    Tensor scores = Scores.of(2, 0, 1, 1, 1, 0, 0).reshape(2, 3, 2).transpose(1, 2);
    Tensor target = Tensor.of(new int[][] {{0, 1, 0}, {0, 0, 1}});
    assertEquals(0.5, Scores.value(new Accuracy(Decision.largest(1)), scores, target));
  }

  @Test
  void leavesOutTheIgnoredClass() {
    Tensor scores = Scores.of(3, 0, 1, 2, 2);
    assertEquals(0.75, Scores.value(ACCURACY, scores, Tensor.of(0, 1, 2, 0)));
    assertEquals(1, Scores.value(ACCURACY.ignoring(-100), scores, Tensor.of(0, 1, 2, -100)));
    assertEquals(Double.NaN, Scores.value(ACCURACY.ignoring(5), scores, Tensor.of(5, 5, 5, 5)));
  }

  @Test
  void ofBinaryScoresAsksForTheirSign() {
    Tensor logits = Tensor.of(0.1f, -0.1f, 0, Float.NaN);
    assertEquals(0.75, Scores.value(Accuracy.binary(), logits, Tensor.of(1, 1, 0, 0)));
    assertEquals(0.75, Scores.value(Accuracy.binary(), logits, Tensor.of(1f, 1f, 0f, 0f)));
  }

  @Test
  void ofProbabilitiesHasTheirThreshold() {
    Accuracy accuracy = new Accuracy(Decision.above(0.5).ignoring(-1));
    Tensor probabilities = Tensor.of(new double[][] {{0.6, 0.4}, {0.7, 0.9}});
    Tensor target = Tensor.of(new double[][] {{1, 0}, {0, -1}});
    assertEquals(2 / 3.0, Scores.value(accuracy, probabilities, target), 1e-15);
  }

  @Test
  void amongTheLargestIsThatOfScikitLearn() {
    // The example of sklearn.metrics.top_k_accuracy_score.
    Tensor scores =
        Tensor.of(
            new double[][] {{0.5, 0.2, 0.2}, {0.3, 0.4, 0.2}, {0.2, 0.4, 0.3}, {0.7, 0.2, 0.1}});
    Tensor target = Tensor.of(0, 1, 2, 2);
    assertEquals(0.75, Scores.value(new TopKAccuracy(2), scores, target));
    assertEquals(0.5, Scores.value(new TopKAccuracy(1), scores, target));
    assertEquals(1, Scores.value(new TopKAccuracy(3), scores, target));
    assertEquals("top-2-accuracy", new TopKAccuracy(2).name());
    Metric columns = new TopKAccuracy(2, 0, Optional.of(1));
    assertEquals(2 / 3.0, Scores.value(columns, scores.transpose(), target), 1e-15);
  }

  @Test
  void amongTheLargestDoesNotRewardEqualScores() {
    Tensor equal = Tensor.zeros(4, 4);
    assertEquals(0.5, Scores.value(new TopKAccuracy(2), equal, Tensor.of(0, 1, 2, 3)));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Tensor scores = Scores.of(3, 0, 1);
    assertMessage(
        ShapeException.class,
        "[accuracy] the target does not fit the prediction: expected a target of shape (2), got (3). Shapes: (2, 3), (3).",
        () -> ACCURACY.sums(scores, Tensor.of(0, 1, 2)));
    assertMessage(
        ShapeException.class,
        "[accuracy] the target does not fit the prediction: expected a target of shape (2) (or Decision.above, where every score is a decision of its own), got (2, 3). Shapes: (2, 3), (2, 3).",
        () -> ACCURACY.sums(scores, scores));
    assertMessage(
        DTypeException.class,
        "[accuracy] wrong element type: expected INT32 classes (cast converts), got FLOAT32.",
        () -> ACCURACY.sums(scores, Tensor.of(0f, 1f)));
    assertMessage(
        DTypeException.class,
        "[accuracy] wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.",
        () -> ACCURACY.sums(Tensor.of(0, 1), Tensor.of(0, 1)));
    assertMessage(
        IndexOutOfBoundsException.class,
        "[accuracy] a class is out of range: expected 0 to 2, got -1 at position 1 of the target.",
        () -> ACCURACY.sums(scores, Tensor.of(0, -1)));
    assertMessage(
        IndexOutOfBoundsException.class,
        "[top-2-accuracy] a class is out of range: expected 0 to 2, got 3 at position 0 of the target.",
        () -> new TopKAccuracy(2).sums(scores, Tensor.of(3, 0)));
    assertMessage(
        IllegalArgumentException.class,
        "[accuracy] a target is no class: expected 0 or 1, got 0.25 at position 1 of the target.",
        () -> Accuracy.binary().sums(Tensor.zeros(2), Tensor.of(0f, 0.25f)));
    assertMessage(
        IllegalArgumentException.class,
        "[top-k-accuracy] k is out of range: expected at least 1, got 0.",
        () -> new TopKAccuracy(0));
  }

  @Test
  void refusesClassesThatBecomeMore() {
    Tally tally = new Tally(new Recall());
    tally.add(Scores.of(3, 0), Tensor.of(0));
    Tensor wider = Scores.of(4, 0);
    assertMessage(
        IllegalArgumentException.class,
        "[macro-recall] batches give different numbers of sums: expected 9, got 16. Hint: do they differ in the number of classes?",
        () -> tally.add(wider, Tensor.of(0)));
  }

  @Test
  void ofNothingIsNotANumber() {
    assertEquals(Double.NaN, new Tally(ACCURACY).value());
    Tensor none = Tensor.zeros(Tensor.zeros(1).dtype(), Shape.of(0, 3));
    assertEquals(Double.NaN, Scores.value(ACCURACY, none, Tensor.of(new int[0])));
  }

  private static void assertMessage(Class<? extends Exception> type, String message, Executable e) {
    assertEquals(message, assertThrows(type, e).getMessage());
  }
}
