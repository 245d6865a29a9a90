package org.gradus.lecture.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;

class LearningCurvesTest {
  private static Epoch epoch(int number, double trainLoss, double testError) {
    return new Epoch(number, 0.5, new Score(trainLoss, 10), new Score(2, testError));
  }

  private final LearningCurves curves =
      new LearningCurves(
          List.of(
              List.of(epoch(1, 1, 50), epoch(2, 0.5, 40), epoch(3, 0.25, 30)),
              List.of(epoch(1, 2, 60), epoch(2, 1.5, 50), epoch(3, 0.75, 35))));

  @Test
  void averagesOverRuns() {
    assertEquals(List.of(30.0, 35.0), curves.last(epoch -> epoch.test().error()));
    assertEquals(32.5, curves.meanOfLast(epoch -> epoch.test().error()));
    assertEquals(0.5, curves.meanOfLast(epoch -> epoch.train().loss()));
  }

  @Test
  void listsTheFirstTheLastAndEverySecondEpoch() {
    assertEquals(
        """
        epoch  learning rate  train loss  train error %  test loss  test error %
            1            0.5      1.5000          10.00     2.0000         55.00
            2            0.5      1.0000          10.00     2.0000         45.00
            3            0.5      0.5000          10.00     2.0000         32.50
        """,
        curves.table(2).toString());
  }

  @Test
  void countsEpochsWhereNotAllAreScored() {
    LearningCurves scored =
        new LearningCurves(List.of(List.of(epoch(3, 1, 50), epoch(6, 0.5, 40))));
    assertEquals(6, scored.epochs());
    assertEquals(40, scored.meanOfLast(epoch -> epoch.test().error()));
  }

  /** Batches of 3 and 2: weighted by their sizes. */
  @Test
  void scoresBatchesLikeTheWhole() {
    Module identity = Sequential.of();
    identity.build(Shape.of(1, 4), RandomSource.of(1));
    Tensor scores =
        Tensor.of(
            new float[] {1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 5, 0, 0, 0},
            Shape.of(5, 4));
    Dataset examples = Dataset.of(scores, Tensor.of(0, 1, 0, 3, 0));
    Score whole = Score.of(identity, examples.all());
    Score parts = Score.of(identity, examples.batches(3));
    assertEquals(40, whole.error(), 1e-12);
    assertEquals(whole.error(), parts.error(), 1e-12);
    assertEquals(whole.loss(), parts.loss(), 1e-6);
  }

  /** Scores 0 for all of four classes are a loss of ln 4; the first class is then predicted. */
  @Test
  void scoresClassifiers() {
    Module identity = Sequential.of();
    identity.build(Shape.of(1, 4), RandomSource.of(1));
    Batch batch = new Batch(Tensor.zeros(5, 4), Tensor.of(0, 1, 2, 3, 0));
    Score score = Score.of(identity, batch);
    assertEquals(Math.log(4), score.loss(), 1e-6);
    assertEquals(60, score.error(), 1e-12);
  }
}
