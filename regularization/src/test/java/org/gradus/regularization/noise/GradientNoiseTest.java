package org.gradus.regularization.noise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.NetworkParameters;
import org.junit.jupiter.api.Test;

class GradientNoiseTest {
  private static final int MANY = 100_000;

  private final Parameter weight = Parameter.of(Tensor.zeros(DType.FLOAT64, Shape.of(MANY)));
  private final Parameter unused = Parameter.of(Tensor.zeros(3));
  private final NetworkParameters parameters =
      new NetworkParameters(Map.of("weight", weight, "unused", unused), Set.of("weight"));

  /** Returns the noise of a gradient of ones. */
  private Tensor noise(GradientNoise noise) {
    Gradients gradients = weight.tensor().sum().backward();
    Gradients noisy = noise.adjusted(gradients, parameters, RandomSource.of(1));
    assertEquals(Optional.empty(), noisy.find(unused));
    return noisy.of(weight).sub(1);
  }

  /** Five standard errors. */
  @Test
  void hasItsVariance() {
    Tensor noise = noise(new GradientNoise(0.3, 0.55));
    assertEquals(0, noise.mean().item(), 5 * Math.sqrt(0.3 / MANY));
    assertEquals(0.3, noise.square().mean().item(), 5 * 0.3 * Math.sqrt(2.0 / MANY));
  }

  /** The same draws, whose variance has fallen to 1 / (1 + t)^γ. */
  @Test
  void decaysAndGoesOnFromItsState() {
    GradientNoise noise = new GradientNoise(0.3, 0.5);
    Tensor first = noise(noise);
    noise(noise);
    noise(noise);
    GradientNoise other = new GradientNoise(0.3, 0.5);
    other.restore(noise.state());
    Tensor fourth = noise(noise);
    assertTrue(first.mul(Math.pow(4, -0.25)).isClose(fourth, 1e-12, 1e-12));
    assertEquals(fourth, noise(other));
  }

  @Test
  void refusesOtherStates() {
    GradientNoise noise = new GradientNoise(0.3, 0.5);
    Map<String, Tensor> state = Map.of("step", Tensor.scalar(1));
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> noise.restore(state));
    assertEquals(
        "[gradient-noise] the state does not fit: expected steps, INT32 (), got [step].",
        e.getMessage());
    assertThrows(IllegalArgumentException.class, () -> noise.restore(Map.of()));
  }

  @Test
  void refusesBadSettings() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new GradientNoise(-1, 0.5));
    assertEquals(
        "[gradient-noise] variance is out of range: expected a finite number of at least 0, got"
            + " -1.0.",
        e.getMessage());
  }
}
