package org.gradus.optimizers.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.losses.sequence.Ctc;
import org.junit.jupiter.api.Test;

class LikelihoodTest {
  /** Probabilities 1/8, 1/4 and 5/8. */
  private static final double[] LOGITS = {0, Math.log(2), Math.log(5)};

  private static final Tensor SCORES = Tensor.of(new double[][] {LOGITS, LOGITS});

  @Test
  void perplexityOfEqualScoresIsTheNumberOfClasses() {
    Tensor scores = Tensor.full(DType.FLOAT64, Shape.of(2, 3, 10), 7);
    Tensor target = Tensor.of(new int[][] {{0, 1, 2}, {7, 8, 9}});
    assertEquals(10, Scores.value(new Perplexity(), scores, target), 1e-13);
    assertEquals(
        Math.log(10) / Math.log(2), Scores.value(new BitsPerCharacter(), scores, target), 1e-14);
  }

  @Test
  void isTheGeometricMeanOfTheInverseProbabilities() {
    // √(8 · 4)
    assertEquals(Math.sqrt(32), Scores.value(new Perplexity(), SCORES, Tensor.of(0, 1)), 1e-14);
    // (3 + 2) bits of two characters
    assertEquals(2.5, Scores.value(new BitsPerCharacter(), SCORES, Tensor.of(0, 1)), 1e-15);
  }

  @Test
  void leavesOutTheIgnoredClass() {
    Tensor target = Tensor.of(0, -100);
    assertEquals(8, Scores.value(new Perplexity().ignoring(-100), SCORES, target), 1e-14);
    assertEquals(3, Scores.value(new BitsPerCharacter().ignoring(-100), SCORES, target), 1e-15);
  }

  @Test
  void isThatOfAllTargetsWhateverTheBatches() {
    Tally tally = new Tally(new Perplexity());
    tally.add(SCORES, Tensor.of(0, 0));
    tally.add(SCORES.slice(0, 0, 1), Tensor.of(1));
    // ∛(8 · 8 · 4), not the mean of 8 and 4.
    assertEquals(Math.cbrt(256), tally.value(), 1e-14);
  }

  @Test
  void meanLossKeepsTheWeightsOfClasses() {
    Loss loss = new CrossEntropy().withClassWeights(1.0, 3.0, 1.0);
    Tally tally = new Tally(new MeanLoss("weighted", loss));
    tally.add(SCORES, Tensor.of(0, 0));
    tally.add(SCORES.slice(0, 0, 1), Tensor.of(1));
    // (ln 8 + ln 8 + 3 ln 4) / (1 + 1 + 3)
    assertEquals(12 * Math.log(2) / 5, tally.value(), 1e-15);
    assertEquals("weighted", tally.metric().name());
  }

  @Test
  void meanLossIsAMeanWhateverTheReduction() {
    Tensor prediction = Tensor.of(1.0, 2.0, 6.0);
    Tensor target = Tensor.of(0.0, 0.0, 0.0);
    for (Reduction reduction : Reduction.values()) {
      Metric metric = new MeanLoss("mse", new MeanSquaredError(reduction));
      assertEquals(41 / 3.0, Scores.value(metric, prediction, target), 1e-14);
    }
  }

  @Test
  void meanLossWeighsBatchesByExamplesWhereThereAreNoParts() {
    // As many alignments as there are: of one step, the label itself.
    Loss ctc = (prediction, target) -> new Ctc().of(prediction, target);
    Tensor steps = SCORES.reshape(2, 1, 3);
    Tally tally = new Tally(new MeanLoss("ctc", ctc));
    tally.add(steps, Tensor.of(new int[][] {{1}, {1}}));
    tally.add(steps.slice(0, 0, 1), Tensor.of(new int[][] {{2}}));
    assertEquals((2 * Math.log(4) + Math.log(8 / 5.0)) / 3, tally.value(), 1e-14);
    Ctc unreduced = new Ctc(Reduction.NONE, 0, false);
    Metric each = new MeanLoss("ctc", (prediction, target) -> unreduced.of(prediction, target));
    ShapeException refused =
        assertThrows(
            ShapeException.class, () -> each.sums(steps, Tensor.of(new int[][] {{1}, {1}})));
    assertEquals(
        "[ctc] the loss of a batch is not a single number: expected one element, got 2 elements. Shape: (2).",
        refused.getMessage());
  }
}
