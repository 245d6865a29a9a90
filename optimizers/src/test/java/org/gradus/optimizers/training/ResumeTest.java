package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.StateMismatchException;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.checkpoint.Checkpoint;
import org.gradus.optimizers.checkpoint.CheckpointException;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.gradus.optimizers.listener.CsvFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
  private static final int EPOCHS = 4;
  private static final int STEPS = 5;

  @TempDir Path temp;

  /** Collects a checkpoint after every step and every epoch, as files would have them. */
  private List<Path> checkpointsOf(Lesson lesson) {
    CheckpointFolder folder = CheckpointFolder.of(temp.resolve("all")).keeping(1000);
    lesson.trainer().checkpoints(folder).checkpointEvery(1).build().train(EPOCHS);
    return folder.files();
  }

  @Test
  void fromEveryCheckpointItEndsWithTheSameBits() {
    Lesson undisturbed = new Lesson();
    History history = undisturbed.trainer().build().train(EPOCHS);

    List<Path> checkpoints = checkpointsOf(new Lesson());
    assertEquals(EPOCHS * STEPS, checkpoints.size());
    for (Path checkpoint : checkpoints) {
      for (UnaryOperator<TrainerBuilder> variant :
          List.<UnaryOperator<TrainerBuilder>>of(b -> b, b -> b.prefetch(3))) {
        Lesson lesson = new Lesson();
        Trainer trainer = variant.apply(lesson.trainer()).build();
        trainer.resume(Checkpoint.read(checkpoint));
        History resumed = trainer.train(EPOCHS);

        assertEquals(undisturbed.outcome(), lesson.outcome(), checkpoint.toString());
        assertEquals(measures(history), measures(resumed));
        assertEquals((long) EPOCHS * STEPS, trainer.steps());
      }
    }
  }

  private static List<Map<String, Double>> measures(History history) {
    return history.epochs().stream().map(EpochReport::measures).toList();
  }

  @Test
  void theBestEpochIsRememberedToo() {
    Lesson undisturbed = new Lesson();
    Trainer whole = undisturbed.trainer().build();
    whole.train(EPOCHS);
    whole.restoreBest();

    List<Path> checkpoints = checkpointsOf(new Lesson());
    Lesson lesson = new Lesson();
    Trainer trainer = lesson.trainer().build();
    trainer.resume(Checkpoint.read(checkpoints.get(checkpoints.size() - 1)));
    trainer.restoreBest();

    assertEquals(undisturbed.outcome(), lesson.outcome());
  }

  @Test
  void aStopIsAnInterruptionToo() {
    Lesson undisturbed = new Lesson();
    undisturbed.trainer().build().train(EPOCHS);

    CheckpointFolder folder = CheckpointFolder.of(temp);
    Lesson first = new Lesson();
    List<Trainer> self = new ArrayList<>();
    List<String> reasons = new ArrayList<>();
    TrainingListener stopper =
        new TrainingListener() {
          @Override
          public void stepped(StepReport step) {
            if (step.step() == 8) {
              self.get(0).requestStop();
            }
          }

          @Override
          public void ended(History history, String reason) {
            reasons.add(history.epochs().size() + " epochs: " + reason);
          }
        };
    Trainer stopped = first.trainer().checkpoints(folder).listener(stopper).build();
    self.add(stopped);
    stopped.train(EPOCHS);
    assertEquals(List.of("1 epochs: it was asked to stop"), reasons);
    assertEquals(8, stopped.steps());

    Lesson second = new Lesson();
    Trainer resumed = second.trainer().checkpoints(folder).build();
    assertTrue(resumed.resume());
    resumed.train(EPOCHS);
    assertEquals(undisturbed.outcome(), second.outcome());

    // The trainer that was stopped goes on as well.
    stopped.train(EPOCHS);
    assertEquals(undisturbed.outcome(), first.outcome());
  }

  @Test
  void anInterruptedThreadStopsAndStaysInterrupted() {
    Lesson lesson = new Lesson();
    CheckpointFolder folder = CheckpointFolder.of(temp);
    Trainer trainer = lesson.trainer().checkpoints(folder).build();
    Thread.currentThread().interrupt();
    trainer.train(EPOCHS);

    assertTrue(Thread.interrupted());
    assertEquals(1, trainer.steps());
    assertEquals(1, folder.files().size());
  }

  /** Wherever it comes: files are written by listeners and of checkpoints. */
  @Test
  void anInterruptBreaksNoFile() throws Exception {
    for (String where : List.of("updating", "stepped", "epochEnded")) {
      Lesson lesson = new Lesson();
      CheckpointFolder folder = CheckpointFolder.of(temp.resolve(where));
      TrainingListener interrupting =
          new TrainingListener() {
            private void at(String place) {
              if (place.equals(where)) {
                Thread.currentThread().interrupt();
              }
            }

            @Override
            public void updating(StepReport step) {
              at("updating");
            }

            @Override
            public void stepped(StepReport step) {
              at("stepped");
            }

            @Override
            public void epochEnded(EpochReport epoch) {
              at("epochEnded");
            }
          };
      Path rows = temp.resolve(where + ".csv");
      Trainer trainer =
          lesson
              .trainer()
              .checkpoints(folder)
              .listener(interrupting, CsvFile.ofSteps(rows, 1))
              .build();
      trainer.train(EPOCHS);

      assertTrue(Thread.interrupted());
      assertEquals(where.equals("epochEnded") ? STEPS : 1, trainer.steps());
      assertEquals(1, folder.files().size());
      assertEquals(trainer.steps() + 1, Files.readAllLines(rows).size());
    }
  }

  @Test
  void whatIsNotResumedDestroysNothing() {
    CheckpointFolder folder = CheckpointFolder.of(temp);
    Lesson first = new Lesson();
    Trainer trainer = first.trainer().checkpoints(folder).build();
    trainer.train(2);
    List<Path> before = folder.files();

    Trainer forgetful = new Lesson().trainer().checkpoints(folder).build();
    assertEquals(
        "[trainer] the folder has checkpoints of another training: expected none, or resume() before"
            + " train(…), got %s. Hint: to begin anew name another folder, or delete them."
                .formatted(temp.resolve("step-000000000010.safetensors")),
        assertThrows(IllegalStateException.class, () -> forgetful.train(1)).getMessage());
    assertEquals(before, folder.files());

    // Its own are no reason, nor is a checkpoint that was chosen.
    assertEquals(3, trainer.train(3).epochs().size());
    Lesson second = new Lesson();
    Trainer chosen = second.trainer().checkpoints(folder).build();
    chosen.resume(Checkpoint.read(folder.files().get(0)));
    assertEquals(3, chosen.train(3).epochs().size());
    assertEquals(first.outcome(), second.outcome());
  }

  @Test
  void whereNothingCanBeWrittenNoStepIsMade() throws Exception {
    Path file = Files.writeString(temp.resolve("file"), "no folder");
    Trainer trainer = new Lesson().trainer().checkpoints(CheckpointFolder.of(file)).build();
    assertThrows(UncheckedIOException.class, () -> trainer.train(1));
    assertEquals(0, trainer.steps());
  }

  /** So that an epoch of an hour is not lost with the row of a table. */
  @Test
  void aFaultyListenerCostsNoCheckpoint() {
    CheckpointFolder folder = CheckpointFolder.of(temp);
    Lesson lesson = new Lesson();
    TrainingListener faulty =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochReport epoch) {
            throw new IllegalStateException("after epoch " + epoch.epoch());
          }
        };
    Trainer trainer = lesson.trainer().checkpoints(folder).listener(faulty).build();
    assertThrows(IllegalStateException.class, () -> trainer.train(EPOCHS));

    Lesson second = new Lesson();
    Trainer resumed = second.trainer().checkpoints(folder).build();
    assertTrue(resumed.resume());
    assertEquals(1, resumed.history().epochs().size());
    resumed.train(EPOCHS);
    Lesson undisturbed = new Lesson();
    undisturbed.trainer().build().train(EPOCHS);
    assertEquals(undisturbed.outcome(), second.outcome());
  }

  @Test
  void progressThatCannotBeIsRefused() throws Exception {
    Lesson lesson = new Lesson();
    Trainer trainer = lesson.trainer().build();
    Checkpoint good = trainer.checkpoint();
    String text = good.text("progress").replace("\"batch\":0", "\"batch\":7");
    Checkpoint bad = Checkpoint.of(lesson.model, lesson.optimizer).with("progress", text);

    CheckpointException e = assertThrows(CheckpointException.class, () -> trainer.resume(bad));
    assertTrue(
        e.getMessage().contains("[progress] batch is out of range: expected from 0 to 0, got 7."),
        e.getMessage());
  }

  @Test
  void whatStoppedForGoodStaysStopped() {
    CheckpointFolder folder = CheckpointFolder.of(temp);
    StoppingRule two =
        history -> history.epochs().size() == 2 ? Optional.of("two") : Optional.empty();
    Lesson first = new Lesson();
    assertEquals(
        2, first.trainer().checkpoints(folder).stopWhen(two).build().train(9).epochs().size());

    Lesson second = new Lesson();
    Trainer resumed = second.trainer().checkpoints(folder).stopWhen(two).build();
    resumed.resume();
    assertEquals(2, resumed.train(9).epochs().size());
    assertEquals(first.outcome(), second.outcome());
  }

  @Test
  void withoutACheckpointThereIsNothingToResume() {
    assertFalse(
        new Lesson()
            .trainer()
            .checkpoints(CheckpointFolder.of(temp.resolve("none")))
            .build()
            .resume());
    Trainer homeless = new Lesson().trainer().build();
    assertEquals(
        "[trainer] there is no place to resume from: expected a folder by checkpoints(…), got none.",
        assertThrows(IllegalStateException.class, homeless::resume).getMessage());
  }

  @Test
  void aCheckpointOfAnotherNetworkChangesNothing() {
    Module other = Linear.of(3);
    other.build(Shape.of(1, 5), RandomSource.of(1));
    Checkpoint foreign =
        Trainer.of(
                other,
                new CrossEntropy(),
                Optimizer.of(other.parameters(), 0.1, Sgd.withMomentum(0.9)))
            .data(new Lesson().source(), RandomSource.of(1))
            .build()
            .checkpoint();
    Lesson lesson = new Lesson();
    Trainer trainer = lesson.trainer().build();
    trainer.train(1);
    Map<String, Tensor> before = lesson.outcome();

    assertThrows(StateMismatchException.class, () -> trainer.resume(foreign));
    assertEquals(before, lesson.outcome());
    Lesson undisturbed = new Lesson();
    undisturbed.trainer().build().train(2);
    trainer.train(2);
    assertEquals(undisturbed.outcome(), lesson.outcome());
  }

  @Test
  void otherDataAreRefused() {
    Lesson lesson = new Lesson();
    List<Path> checkpoints = checkpointsOf(lesson);
    Lesson resumed = new Lesson();
    Trainer trainer =
        resumed
            .trainer()
            .data(random -> resumed.source().epoch(random).subList(0, 3), RandomSource.of(3))
            .build();
    trainer.resume(Checkpoint.read(checkpoints.get(0)));

    assertEquals(
        "[trainer] the data are others than before the interruption: expected 5 batches in epoch 1,"
            + " got 3.",
        assertThrows(IllegalStateException.class, () -> trainer.train(1)).getMessage());
  }

  @Test
  void anUnreadableCheckpointSaysWhichOneIsBefore() throws Exception {
    CheckpointFolder folder = CheckpointFolder.of(temp);
    new Lesson().trainer().checkpoints(folder).build().train(2);
    Path newest = folder.newest().orElseThrow();
    byte[] bytes = Files.readAllBytes(newest);
    Files.write(newest, Arrays.copyOf(bytes, bytes.length / 2));
    Lesson lesson = new Lesson();
    Trainer trainer = lesson.trainer().checkpoints(folder).build();

    CheckpointException e = assertThrows(CheckpointException.class, trainer::resume);
    assertTrue(
        e.getMessage().startsWith("[checkpoint] the newest checkpoint is of no use. [safetensors"),
        e.getMessage());
    assertTrue(
        e.getMessage()
            .endsWith(
                "Hint: delete the file to go on from step-000000000005.safetensors. In "
                    + newest
                    + "."),
        e.getMessage());

    Files.delete(newest);
    trainer.resume();
    trainer.train(2);
    Lesson undisturbed = new Lesson();
    undisturbed.trainer().build().train(2);
    assertEquals(undisturbed.outcome(), lesson.outcome());
  }
}
