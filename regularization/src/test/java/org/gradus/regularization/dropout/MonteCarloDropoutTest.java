package org.gradus.regularization.dropout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.junit.jupiter.api.Test;

class MonteCarloDropoutTest {
  /** Of m/q, m Bernoulli: mean 1 and variance p/q; five standard errors. */
  @Test
  void meanAndVarianceAreThoseOfTheMask() {
    int passes = 20_000;
    MonteCarloDropout samples =
        MonteCarloDropout.of(
            new Dropout(0.2),
            Tensor.ones(DType.FLOAT64, Shape.of(2, 1)),
            passes,
            RandomSource.of(3));
    assertEquals(passes, samples.passes());
    for (double mean : samples.mean().toDoubles()) {
      assertEquals(1, mean, 5 * Math.sqrt(0.25 / passes));
    }
    // (m/q − 1)² is 1 with p = 0.2 and 1/16 otherwise, of deviation 0.375.
    for (double variance : samples.variance().toDoubles()) {
      assertEquals(0.25, variance, 5 * 0.375 / Math.sqrt(passes));
    }
  }

  @Test
  void batchNormsStayInEvaluation() {
    Module network = Sequential.of(BatchNorm.create(), new Dropout(0.5), Linear.of(3));
    network.build(Shape.of(4, 2), RandomSource.of(1));
    ModelState before = ModelState.of(network);
    Tensor x = Tensor.ones(4, 2);
    MonteCarloDropout samples = MonteCarloDropout.of(network, x, 3, RandomSource.of(1));
    assertEquals(before, ModelState.of(network));
    assertEquals(Shape.of(3, 4, 3), samples.samples().shape());
    assertFalse(samples.samples().isTracked());
  }

  @Test
  void entropiesTellDoubtFromDisagreement() {
    double ln2 = Math.log(2);
    MonteCarloDropout disagreeing =
        new MonteCarloDropout(Tensor.of(new double[] {1, 0, 0, 1}, Shape.of(2, 1, 2)));
    assertEquals(ln2, disagreeing.predictiveEntropy().item(), 1e-15);
    assertEquals(ln2, disagreeing.mutualInformation().item(), 1e-15);
    MonteCarloDropout doubtful =
        new MonteCarloDropout(Tensor.of(new double[] {.5, .5, .5, .5}, Shape.of(2, 1, 2)));
    assertEquals(ln2, doubtful.predictiveEntropy().item(), 1e-15);
    assertEquals(0, doubtful.mutualInformation().item(), 1e-15);
    MonteCarloDropout scores =
        new MonteCarloDropout(Tensor.of(new double[] {3, 3, -7, -7}, Shape.of(2, 1, 2)));
    assertEquals(doubtful.samples(), scores.probabilities().samples());
  }

  @Test
  void onePassHasNoVariance() {
    MonteCarloDropout one =
        MonteCarloDropout.of(new Dropout(0.5), Tensor.ones(1, 1), 1, RandomSource.of(1));
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, one::variance);
    assertEquals(
        "[monte-carlo-dropout] passes is out of range: expected at least 2 for a variance, got 1.",
        e.getMessage());
  }
}
