package org.gradus.regularization.prior;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.math3.distribution.LaplaceDistribution;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.optimizers.lbfgs.Lbfgs;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.penalty.HeavyTail;
import org.gradus.regularization.penalty.L1;
import org.gradus.regularization.penalty.L2;
import org.gradus.regularization.regularizer.Penalty;
import org.junit.jupiter.api.Test;

class PriorTest {
  /** The points of figure 9.2 of Prince, "Understanding deep learning", 2023, read off. */
  private static final double[][] POINTS = {
    {.0345, -.1945}, {.1113, .2132}, {.15, .1274}, {.231, .6636}, {.3228, .21},
    {.3894, .0721}, {.4047, .0124}, {.4765, .0742}, {.5326, -.3538}, {.6248, -.7233},
    {.6639, -.6802}, {.7587, -.4398}, {.8379, -.6456}, {.8797, -.7255}, {.9725, -.2352}
  };

  private final Parameter weight = Parameter.of(Tensor.zeros(DType.FLOAT64, Shape.of(14)));
  private final Parameter bias = Parameter.of(Tensor.zeros(DType.FLOAT64, Shape.of(1)));
  private final Map<String, Parameter> parameters = Map.of("weight", weight, "bias", bias);

  private Tensor squaredErrors() {
    double[][] features = new double[POINTS.length][14];
    double[] targets = new double[POINTS.length];
    for (int i = 0; i < POINTS.length; i++) {
      targets[i] = POINTS[i][1];
      for (int j = 0; j < 14; j++) {
        features[i][j] = Math.max(0, POINTS[i][0] - j / 14.0);
      }
    }
    Tensor y = Tensor.of(features).matmul(weight.tensor()).add(bias.tensor());
    return y.sub(Tensor.of(targets)).square().sum();
  }

  private Tensor penalized(Penalty penalty) {
    return penalty.regularized(
        new Objective(
            squaredErrors(), new NetworkParameters(parameters, Set.of("weight", "bias"))));
  }

  @Test
  void areTheirDensities() {
    double[] values = {0.3, -1.2, 4};
    double normal = 0;
    double laplace = 0;
    double student = 0;
    for (double value : values) {
      normal -= new NormalDistribution(0, 0.7).logDensity(value);
      laplace -= new LaplaceDistribution(0, 0.7).logDensity(value);
      student -= new TDistribution(3).logDensity(value / 0.7) - Math.log(0.7);
    }
    Tensor w = Tensor.of(values);
    assertEquals(normal, new Gaussian(0.7).negativeLogDensity(w).item(), 1e-12);
    assertEquals(laplace, new Laplace(0.7).negativeLogDensity(w).item(), 1e-12);
    assertEquals(student, new StudentT(3, 0.7).negativeLogDensity(w).item(), 1e-12);
  }

  @Test
  void areTheirPenalties() {
    assertEquals(new L2(0.125), new Gaussian(2).penalty(1));
    assertEquals(new L1(0.25), new Laplace(2).penalty(0.5));
    assertEquals(new HeavyTail(6, 4), new StudentT(4, 2).penalty(2.4));
  }

  /**
   * −ln posterior, of errors of variance σ² and with its constants, is the penalized sum of squared
   * errors in units of 2σ², up to a number that does not depend on the weights.
   */
  @Test
  void theNegativeLogPosteriorIsThePenalizedLoss() {
    double variance = 0.04;
    for (Prior prior : List.of(new Gaussian(0.5), new Laplace(0.5), new StudentT(2, 0.5))) {
      Penalty penalty = prior.penalty(2 * variance);
      double constant = Double.NaN;
      for (int seed = 0; seed < 5; seed++) {
        weight.set(Tensors.normal(DType.FLOAT64, Shape.of(14), 0, 2, RandomSource.of(seed)));
        bias.set(Tensor.of((double) seed));
        double likelihood =
            squaredErrors().item() / (2 * variance)
                + POINTS.length * Math.log(2 * Math.PI * variance) / 2;
        double posterior =
            likelihood
                + prior.negativeLogDensity(weight.tensor().detach()).item()
                + prior.negativeLogDensity(bias.tensor().detach()).item();
        double difference = posterior - penalized(penalty).item() / (2 * variance);
        if (seed == 0) {
          constant = difference;
        }
        assertEquals(constant, difference, 1e-9);
      }
    }
  }

  /** The normal equations, solved in NumPy: training error, and squared norm without the bias. */
  @Test
  void descentReachesTheRidgeSolution() {
    double[][] expected = {{1e-3, .00985, 88.6, .05}, {1e-1, .04965, 1.78, .005}};
    for (double[] row : expected) {
      Lbfgs lbfgs = new Lbfgs(parameters, new Lbfgs.Config(1, 500, 2000, 30, 1e-12, 1e-15, true));
      lbfgs.step(() -> penalized(new L2(row[0])));
      assertEquals(row[1], squaredErrors().item() / POINTS.length, 5e-6);
      assertEquals(row[2], weight.tensor().square().sum().item(), row[3]);
    }
  }

  @Test
  void refuseBadSettings() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new Gaussian(1).penalty(0));
    assertEquals(
        "[gaussian] unit is out of range: expected a finite number above 0, got 0.0.",
        e.getMessage());
  }
}
