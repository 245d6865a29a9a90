package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.optimizers.checkpoint.Checkpoint;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DivergenceTest {
  @TempDir Path temp;

  private final Module model =
      Sequential.of(
          Linear.of(2).withWeight(Constant.ones()).withBias(Constant.zeros()),
          new Logarithm(),
          Linear.of(1).withWeight(Constant.ones()).withBias(Constant.zeros()));
  private final Optimizer optimizer;

  DivergenceTest() {
    model.build(Shape.of(1, 1), RandomSource.of(1));
    optimizer = Optimizer.of(model.parameters(), 1e-3, Sgd.plain());
  }

  /** ln x, which is no number below 0. */
  private record Logarithm() implements Module, Module.Config {
    @Override
    public Logarithm config() {
      return this;
    }

    @Override
    public Shape build(Shape input, Construction construction) {
      return input;
    }

    @Override
    public Tensor forward(Tensor x, Context context) {
      return x.log();
    }
  }

  private static Batch batch(double x) {
    return new Batch(
        Tensor.of(new float[] {(float) x}, Shape.of(1, 1)),
        Tensor.of(new float[] {1}, Shape.of(1, 1)));
  }

  private TrainerBuilder trainer(Batch... batches) {
    return Trainer.of(model, new MeanSquaredError(), optimizer)
        .data(BatchSource.of(List.of(batches)), RandomSource.of(1));
  }

  @Test
  void itStopsWithOperationLayerStepBatchAndACheckpointFromBefore() {
    CheckpointFolder folder = CheckpointFolder.of(temp);
    Trainer trainer = trainer(batch(1), batch(2), batch(-1), batch(1)).checkpoints(folder).build();

    DivergedException e = assertThrows(DivergedException.class, () -> trainer.train(3));

    Path checkpoint = temp.resolve("step-000000000002.safetensors");
    assertEquals(
        "[trainer] the training has diverged: expected a finite loss, got NaN in epoch 1, batch 3"
            + " (step 3). It came from: [log] the result is not finite: expected finite numbers, got"
            + " NaN at position 0 of (1, 2). Inputs: (1, 2) finite. At 1. The last state of finite"
            + " numbers is in "
            + checkpoint
            + ".",
        e.getMessage());
    assertEquals(
        List.of(1, 3, 3L, "log", "1", Optional.of(checkpoint)),
        List.of(e.epoch(), e.batch(), e.step(), e.operation(), e.path(), e.checkpoint()));
    Checkpoint.read(checkpoint).restoreTo(model, optimizer);
    assertTrue(Double.isFinite(model.forward(batch(1).inputs()).item()));
  }

  @Test
  void theReasonIsSaidEvenIfNoCheckpointCanBeWritten() {
    Path file = temp.resolve("file");
    TrainingListener breaking =
        new TrainingListener() {
          @Override
          public void stepped(StepReport step) {
            try {
              Files.delete(file);
              Files.writeString(file, "no folder any more");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          }
        };
    Trainer trainer =
        trainer(batch(1), batch(-1))
            .checkpoints(CheckpointFolder.of(file))
            .listener(breaking)
            .build();

    DivergedException e = assertThrows(DivergedException.class, () -> trainer.train(1));
    assertEquals("1", e.path());
    assertTrue(e.getMessage().endsWith(" There is no checkpoint."), e.getMessage());
    assertInstanceOf(UncheckedIOException.class, e.getSuppressed()[0]);
  }

  @Test
  void itSkipsTheStepIfThatIsAskedFor() {
    List<String> skipped = new ArrayList<>();
    TrainingListener listener =
        new TrainingListener() {
          @Override
          public void skipped(int epoch, int batch, long step, String problem) {
            skipped.add("%s/%s (%s): %s".formatted(epoch, batch, step, problem));
          }
        };
    Trainer skipping =
        trainer(batch(1), batch(-1), batch(2))
            .whenNotFinite(WhenNotFinite.SKIP)
            .listener(listener)
            .build();
    double loss = skipping.train(1).last().measure(EpochReport.LOSS);
    float[] weights = model.parameters().get("0/weight").tensor().toFloats();
    assertEquals(List.of("1/2 (2): a finite loss, got NaN"), skipped);

    DivergenceTest other = new DivergenceTest();
    assertEquals(
        other.trainer(batch(1), batch(2)).build().train(1).last().measure(EpochReport.LOSS), loss);
    assertEquals(
        Tensor.of(other.model.parameters().get("0/weight").tensor().toFloats()),
        Tensor.of(weights));
  }

  @Test
  void itGoesOnIfThatIsAskedFor() {
    Trainer going =
        trainer(batch(1), batch(-1), batch(2)).whenNotFinite(WhenNotFinite.GO_ON).build();

    assertTrue(Double.isNaN(going.train(1).last().measure(EpochReport.LOSS)));
    assertEquals(3, going.steps());
  }

  /** Makes the gradient of a parameter infinite, once. */
  private Technique breaking(long atCall) {
    return new Technique() {
      private long calls;

      @Override
      public Gradients adjusted(
          Gradients gradients, NetworkParameters parameters, RandomSource random) {
        calls++;
        Parameter bias = parameters.all().get("2/bias");
        return calls == atCall
            ? gradients.with(Map.of(bias, Tensor.of(new float[] {Float.POSITIVE_INFINITY})))
            : gradients;
      }
    };
  }

  @Test
  void aParameterThatIsNoNumberIsNamed() {
    CheckpointFolder folder = CheckpointFolder.of(temp);
    Trainer trainer =
        trainer(batch(1), batch(2), batch(1))
            .checkpoints(folder)
            .checkpointEvery(1)
            .with(breaking(2))
            .build();

    DivergedException e = assertThrows(DivergedException.class, () -> trainer.train(1));

    assertEquals(
        "[trainer] the training has diverged: expected finite parameters, got one that is not, in"
            + " epoch 1, batch 2 (step 2). Parameter 2/bias was not finite before the step. Hint:"
            + " gradients that are not finite make it so; check them by Trainer's checkGradients()."
            + " The last state of finite numbers is in "
            + temp.resolve("step-000000000001.safetensors")
            + ".",
        e.getMessage());
    assertEquals(1, folder.files().size());
  }

  @Test
  void anAllZeroGradientIsNoReasonToStop() {
    Trainer trainer =
        Trainer.of(
                model,
                (network, batch, context) ->
                    BatchLoss.Output.of(network.forward(batch.inputs(), context).mul(0).mean()),
                optimizer)
            .data(BatchSource.of(List.of(batch(1))), RandomSource.of(1))
            .checkGradients()
            .build();
    assertEquals(0, trainer.train(2).last().measure(EpochReport.LOSS));
  }
}
