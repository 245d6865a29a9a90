package org.gradus.optimizers.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.losses.regression.MeanSquaredError;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.gradus.optimizers.diagnosis.LayerReport;
import org.gradus.optimizers.diagnosis.LayerStatistics;
import org.gradus.optimizers.metric.MeanAbsoluteError;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.Trainer;
import org.gradus.optimizers.training.TrainingListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** All listeners on a training that breaks off in its third epoch, and is resumed. */
class ListenersInTrainingTest {
  private static final int BATCHES = 5;

  @TempDir private Path folder;

  private final List<LayerReport> reports = new ArrayList<>();
  private final List<String> lines = new ArrayList<>();

  private static List<Batch> batches() {
    List<Batch> batches = new ArrayList<>();
    for (int i = 0; i < BATCHES; i++) {
      float[] x = new float[8 * 3];
      RandomSource.of(i).fillGaussian(x, 0, x.length);
      Tensor inputs = Tensor.of(x, Shape.of(8, 3));
      batches.add(new Batch(inputs, inputs.slice(1, 0, 1).abs()));
    }
    return batches;
  }

  private Trainer trainer(Path where, TrainingListener last) throws IOException {
    Files.createDirectories(where);
    Module model = Sequential.of(Linear.of(6), new Relu(), Linear.of(1));
    model.build(Shape.of(1, 3), RandomSource.of(1));
    Optimizer optimizer = Optimizer.of(model.parameters(), 0.05, Sgd.withMomentum(0.9));
    return Trainer.of(model, new MeanSquaredError(), optimizer)
        .data(BatchSource.of(batches()), RandomSource.of(2))
        .validation(batches(), new MeanAbsoluteError())
        .checkpoints(CheckpointFolder.of(where.resolve("checkpoints")))
        .listener(
            new ConsoleTable(lines::add),
            CsvFile.ofSteps(where.resolve("steps.csv"), 1),
            JsonLinesFile.of(where.resolve("training.jsonl")).withStepsEvery(2),
            TensorBoardFile.in(where.resolve("events")).withLossEvery(1).withHistogramsEvery(4),
            new LearningCurvesPicture(where.resolve("curves.png"), "Training"),
            new LayerStatistics(4, reports::add),
            last)
        .build();
  }

  @Test
  void tellTheSameAfterAnInterruption() throws IOException {
    TrainingListener nobody = new TrainingListener() {};
    Path undisturbed = folder.resolve("undisturbed");
    trainer(undisturbed, nobody).train(4);

    Path resumed = folder.resolve("resumed");
    TrainingListener fault =
        new TrainingListener() {
          @Override
          public void stepped(StepReport step) {
            if (step.step() == 2 * BATCHES + 3) {
              throw new IllegalStateException("power failure");
            }
          }
        };
    Trainer first = trainer(resumed, fault);
    assertThrows(IllegalStateException.class, () -> first.train(4));
    Trainer second = trainer(resumed, nobody);
    assertTrue(second.resume());
    second.train(4);

    assertEquals(
        Files.readString(undisturbed.resolve("steps.csv")),
        Files.readString(resumed.resolve("steps.csv")));
    assertEquals(1 + 4 * BATCHES, Files.readAllLines(resumed.resolve("steps.csv")).size());
    assertEquals(withoutTime(undisturbed), withoutTime(resumed));
    assertTrue(Files.size(resumed.resolve("curves.png")) > 1000);
    assertTrue(lines.contains("Going on after 2 of 4 epochs (step 10)."), lines::toString);
  }

  private static String withoutTime(Path where) throws IOException {
    return Files.readString(where.resolve("training.jsonl")).replaceAll("\"seconds\":[^,]*,", "");
  }

  @Test
  void lookIntoTheLayers() throws IOException {
    trainer(folder.resolve("layers"), new TrainingListener() {}).train(1);
    assertEquals(List.of(1L, 4L), reports.stream().map(LayerReport::step).toList());
    LayerReport report = reports.get(1);
    assertEquals(
        List.of("0/weight", "2/weight"),
        report.weights().stream().map(weight -> weight.path()).toList());
    assertEquals(
        List.of("Linear", "Relu", "Linear"),
        report.activations().stream().map(layer -> layer.type()).toList());
    assertTrue(report.weights().get(0).updateRatio() > 0);
  }
}
