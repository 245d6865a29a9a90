package org.gradus.regularization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.checkpoint.Checkpoint;
import org.gradus.optimizers.schedule.CosineRestarts;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.Trainer;
import org.gradus.regularization.augmentation.Compose;
import org.gradus.regularization.augmentation.CyclicShift;
import org.gradus.regularization.augmentation.Scale;
import org.gradus.regularization.averaging.WeightAverage;
import org.gradus.regularization.averaging.Weighting;
import org.gradus.regularization.constraint.MaxNorm;
import org.gradus.regularization.dropout.DropConnect;
import org.gradus.regularization.dropout.Dropout;
import org.gradus.regularization.ensemble.Snapshots;
import org.gradus.regularization.implicit.DescentPenalty;
import org.gradus.regularization.mixing.Mixup;
import org.gradus.regularization.mixing.Targets;
import org.gradus.regularization.noise.GradientNoise;
import org.gradus.regularization.penalty.GroupLasso;
import org.gradus.regularization.perturbation.SharpnessAware;
import org.gradus.regularization.perturbation.WeightNoise;
import org.junit.jupiter.api.Test;

/** All that takes part in training, together, in a trainer. */
class TechniquesTest {
  private static final int CLASSES = 3;

  /** A network with its trainer and with what remembers something. */
  private static final class Run {
    private final Module network =
        Sequential.of(
            DropConnect.of(0.2, Linear.of(16)),
            BatchNorm.create(),
            new Relu(),
            new Dropout(0.3),
            Linear.of(CLASSES));
    private final Snapshots snapshots;
    private final WeightAverage average;
    private final Trainer trainer;

    Run() {
      network.build(Shape.of(1, 8), RandomSource.of(1));
      snapshots = Snapshots.of(network, new CosineRestarts(4, 1, 0));
      average = WeightAverage.of(network.parameters(), Weighting.exponentialCorrected(0.8));
      List<Batch> batches = List.of(batch(10), batch(11), batch(12));
      trainer =
          Trainer.of(
                  network,
                  new CrossEntropy(),
                  Optimizer.of(network.parameters(), 0.05, Sgd.withMomentum(0.9)))
              .data(BatchSource.of(batches), RandomSource.of(5))
              .validation(batches)
              .with(Compose.of(new CyclicShift(2), new Scale(0.8, 1.2)))
              .with(new Mixup(0.3, Targets.classes(CLASSES)))
              .with(new GroupLasso(1e-3))
              .with(new DescentPenalty(0.01))
              .with(new MaxNorm(2))
              .with(new SharpnessAware(0.05))
              .with(new WeightNoise(0.01))
              .with(new GradientNoise(0.01, 0.55))
              .with(average)
              .with(
                  WeightAverage.of(network.parameters(), Weighting.equal()).startingAt(5).every(2))
              .with(snapshots)
              .build();
    }

    private static Batch batch(long seed) {
      RandomSource random = RandomSource.of(seed);
      Tensor inputs = Tensors.normal(DType.FLOAT32, Shape.of(10, 8), 0, 1, random);
      return new Batch(inputs, inputs.slice(1, 0, CLASSES).argmax(1));
    }
  }

  /** Measures of the epochs without their times. */
  private static List<Object> measures(History history) {
    return history.epochs().stream().<Object>map(epoch -> epoch.measures()).toList();
  }

  @Test
  void goOnFromACheckpointBitForBit() {
    Run undisturbed = new Run();
    History history = undisturbed.trainer.train(5);

    Run first = new Run();
    first.trainer.train(2);
    Checkpoint checkpoint = first.trainer.checkpoint();
    Run second = new Run();
    second.trainer.resume(checkpoint);
    History resumed = second.trainer.train(5);

    assertEquals(ModelState.of(undisturbed.network), ModelState.of(second.network));
    assertEquals(measures(history), measures(resumed));
    assertEquals(undisturbed.snapshots.states(), second.snapshots.states());
    assertEquals(undisturbed.average.state(), second.average.state());
    assertEquals(3, second.snapshots.states().size());
    assertNotEquals(ModelState.of(new Run().network), ModelState.of(second.network));
  }
}
