package org.gradus.losses.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.classification.BinaryCrossEntropy;
import org.gradus.losses.classification.BinaryCrossEntropyWithLogits;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.classification.SoftMargin;
import org.gradus.losses.ranking.CosineEmbedding;
import org.gradus.losses.regression.GaussianNll;
import org.gradus.losses.regression.LogCosh;
import org.gradus.losses.sequence.Ctc;
import org.junit.jupiter.api.Test;

/** What losses and gradients are where a naive formula would overflow, in float32. */
class HugeScoresTest {
  private static final Tensor HUGE = Tensor.of(1e4f, -1e4f, 1e4f, -1e4f);

  private static void check(AdditiveLoss loss, Tensor target, float[] losses, float[] gradient) {
    Tensor x = HUGE.tracked();
    Tensor each = loss.each(x, target);
    requireSame(Tensor.of(losses), each);
    requireSame(Tensor.of(gradient), each.sum().backward().of(x));
  }

  /** Requires equal numbers, whatever the sign of zeros. */
  private static void requireSame(Tensor expected, Tensor actual) {
    assertTrue(actual.isClose(expected, 0, 0), () -> "expected " + expected + ", got " + actual);
  }

  @Test
  void logisticLossesAreExact() {
    check(
        new BinaryCrossEntropyWithLogits(),
        Tensor.of(1f, 0f, 0f, 1f),
        new float[] {0, 0, 1e4f, 1e4f},
        new float[] {0, 0, 1, -1});
    check(
        new SoftMargin(),
        Tensor.of(1f, -1f, -1f, 1f),
        new float[] {0, 0, 1e4f, 1e4f},
        new float[] {0, 0, 1, -1});
  }

  @Test
  void logCoshIsNearTheAbsoluteError() {
    float lessLog2 = (float) (1e4 - Math.log(2));
    check(
        new LogCosh(),
        Tensor.zeros(4),
        new float[] {lessLog2, lessLog2, lessLog2, lessLog2},
        new float[] {1, -1, 1, -1});
  }

  @Test
  void certainErrorsOfProbabilitiesAreBounded() {
    Tensor p = Tensor.of(0f, 1f, 0f, 1f).tracked();
    Tensor losses = new BinaryCrossEntropy(Reduction.NONE).of(p, Tensor.of(1f, 0f, 0f, 1f));
    requireSame(Tensor.of(100f, 100f, 0f, 0f), losses);
    requireSame(Tensor.of(-1e12f, 1e12f, 0f, 0f), losses.sum().backward().of(p));
  }

  @Test
  void negativeVariancesCountAsTheLeast() {
    Tensor x = Tensor.of(new float[][] {{1, -1000}}).tracked();
    Tensor loss = new GaussianNll(Reduction.SUM, false, 0.5).of(x, Tensor.of(new float[][] {{2}}));
    // (ln 0.5 + 1 / 0.5) / 2, and by the variance (1 / 0.5 − 1 / 0.25) / 2.
    assertEquals((Math.log(0.5) + 2) / 2, loss.item(), 1e-7);
    requireSame(Tensor.of(new float[][] {{-2, -1}}), loss.backward().of(x));
  }

  @Test
  void longVectorsHaveAnAngle() {
    Tensor pair = Tensor.of(new float[] {1e12f, 0, 1e12f, 0}, Shape.of(1, 2, 2));
    assertEquals(0, new CosineEmbedding().of(pair, Tensor.of(1f)).item(), 1e-6);
  }

  @Test
  void smoothedCrossEntropyIsExact() {
    Tensor x = Tensor.of(new float[][] {{1e4f, -1e4f}}).tracked();
    Tensor loss = new CrossEntropy().withLabelSmoothing(0.5).of(x, Tensor.of(0));
    // 3/4 of 0 and 1/4 of 20,000.
    assertEquals(5000, loss.item());
    assertEquals(Tensor.of(new float[][] {{0.25f, -0.25f}}), loss.backward().of(x));
  }

  @Test
  void alignmentsOfHugeScoresAreFinite() {
    Tensor x = Tensor.of(new float[][] {{1e4f, -1e4f}, {-1e4f, 1e4f}}).unsqueeze(0).tracked();
    Tensor loss = new Ctc().of(x, Tensor.of(new int[][] {{1}}));
    assertEquals(0, loss.item());
    Tensor wrong = new Ctc(Reduction.SUM, 0, false).of(x.neg(), Tensor.of(new int[][] {{1}}));
    // Both orders of label and blank exist, so that the second is as certain: label first.
    assertEquals(0, wrong.item());
    for (float slope : loss.backward().of(x).toFloats()) {
      assertTrue(Float.isFinite(slope));
    }
  }
}
