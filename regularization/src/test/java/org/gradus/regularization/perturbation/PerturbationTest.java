package org.gradus.regularization.perturbation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.optimizers.training.GradientPass;
import org.gradus.optimizers.training.LossAndGradients;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Technique;
import org.gradus.optimizers.training.Trainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class PerturbationTest {
  private final Parameter weight = Parameter.of(Tensor.of(3.0, -4));
  private final Parameter bias = Parameter.of(Tensor.of(12.0));
  private final Parameter unused = Parameter.of(Tensor.of(1.0));

  /** Half the square of everything but what is not used, whose gradient are the values. */
  private final class Pass implements GradientPass {
    private final List<Tensor> seen = new ArrayList<>();

    @Override
    public NetworkParameters parameters() {
      Map<String, Parameter> all = new LinkedHashMap<>();
      all.put("weight", weight);
      all.put("tied/weight", weight);
      all.put("bias", bias);
      all.put("unused", unused);
      return new NetworkParameters(all, Set.of("weight", "tied/weight"));
    }

    @Override
    public RandomSource random() {
      return RandomSource.of(5);
    }

    @Override
    public LossAndGradients run() {
      seen.add(weight.tensor().detach().copy());
      Tensor loss = weight.tensor().square().sum().add(bias.tensor().square().sum()).mul(0.5);
      return new LossAndGradients(loss.item(), 1, loss.backward());
    }
  }

  private void assertRestored() {
    assertEquals(Tensor.of(3.0, -4), weight.tensor().detach());
    assertEquals(Tensor.of(12.0), bias.tensor().detach());
  }

  /** The gradient (3, −4, 12) has length 13. */
  @Test
  void sharpnessIsMeasuredUphill() {
    LossAndGradients result = new SharpnessAware(0.26).gradients(new Pass());
    assertEquals(169 / 2.0, result.loss());
    assertTrue(result.gradients().of(weight).isClose(Tensor.of(3 * 1.02, -4 * 1.02), 1e-15, 0));
    assertTrue(result.gradients().of(bias).isClose(Tensor.of(12 * 1.02), 1e-15, 0));
    assertRestored();
  }

  @Test
  void adaptiveSharpnessIsMeasuredByTheWeights() {
    double first = 3.01 * 3;
    double second = 4.01 * 4;
    double length = Math.sqrt(first * first + second * second + 144);
    LossAndGradients result = SharpnessAware.adaptive(0.5).gradients(new Pass());
    Tensor expected = Tensor.of(3 + 0.5 * 3.01 * first / length, -4 - 0.5 * 4.01 * second / length);
    assertTrue(result.gradients().of(weight).isClose(expected, 1e-14, 0));
    assertTrue(result.gradients().of(bias).isClose(Tensor.of(12 + 0.5 * 12 / length), 1e-14, 0));
    assertRestored();
  }

  @Test
  void withoutDirectionTheStepIsAnOrdinaryOne() {
    weight.set(Tensor.of(0.0, 0));
    bias.set(Tensor.of(0.0));
    Pass pass = new Pass();
    assertEquals(0, new SharpnessAware(0.1).gradients(pass).loss());
    assertEquals(1, pass.seen.size());
    bias.set(Tensor.of(Double.NaN));
    assertEquals(Double.NaN, new SharpnessAware(0.1).gradients(pass).loss());
    assertEquals(2, pass.seen.size());
  }

  @Test
  void weightNoiseIsThereInThePassAlone() {
    Pass pass = new Pass();
    LossAndGradients result = new WeightNoise(0.5).gradients(pass);
    assertNotEquals(Tensor.of(3.0, -4), pass.seen.get(0));
    assertEquals(pass.seen.get(0), result.gradients().of(weight));
    assertEquals(Tensor.of(12.0), result.gradients().of(bias));
    assertRestored();
    new WeightNoise(0.5).gradients(pass);
    assertEquals(pass.seen.get(0), pass.seen.get(1));
  }

  @Test
  void parametersComeBackWhateverHappens() {
    GradientPass failing =
        new GradientPass() {
          @Override
          public NetworkParameters parameters() {
            return new Pass().parameters();
          }

          @Override
          public RandomSource random() {
            return RandomSource.of(1);
          }

          @Override
          public LossAndGradients run() {
            throw new IllegalStateException();
          }
        };
    WeightNoise noise = new WeightNoise(1);
    assertThrows(IllegalStateException.class, () -> noise.gradients(failing));
    assertRestored();
  }

  /** Batch norms count their batches: one for each step, however many passes it takes. */
  @Test
  void statisticsAreTakenOncePerStep() {
    Batch batch =
        new Batch(
            Tensors.normal(DType.FLOAT32, Shape.of(8, 2), 0, 1, RandomSource.of(1)),
            Tensor.ones(8, 1));
    for (Technique technique : List.of(new SharpnessAware(0.1), new WeightNoise(0.1))) {
      Module network = Sequential.of(BatchNorm.create(), Linear.of(1));
      network.build(Shape.of(8, 2), RandomSource.of(2));
      Trainer.of(
              network, new MeanSquaredError(), Optimizer.of(network.parameters(), 0.1, Sgd.plain()))
          .data(BatchSource.of(List.of(batch, batch, batch)), RandomSource.of(3))
          .with(technique)
          .build()
          .train(1);
      assertEquals(3, network.buffers().get("0/batches").tensor().item());
    }
  }

  @Test
  void refuseBadSettings() {
    assertRefused(
        "[sharpness-aware] radius is out of range: expected a finite number of at least 0, got"
            + " -1.0.",
        () -> new SharpnessAware(-1));
    assertRefused(
        "[weight-noise] deviation is out of range: expected a finite number of at least 0, got"
            + " NaN.",
        () -> new WeightNoise(Double.NaN));
  }

  private static void assertRefused(String message, Executable construction) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construction);
    assertEquals(message, e.getMessage());
  }
}
