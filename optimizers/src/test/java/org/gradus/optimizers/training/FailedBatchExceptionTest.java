package org.gradus.optimizers.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.data.BatchSource;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.junit.jupiter.api.Test;

/** What is thrown in a training is what was thrown, and says where. */
class FailedBatchExceptionTest {
  private final Lesson lesson = new Lesson();
  private final Module network = Lesson.network();

  private TrainerBuilder trainer(List<Batch> batches) {
    return Trainer.of(network, new CrossEntropy(), Lesson.optimizer(network))
        .data(BatchSource.of(batches), RandomSource.of(1));
  }

  /** Returns the batches with one more, of an example that has a feature too many. */
  private List<Batch> withMisfit() {
    List<Batch> batches = new ArrayList<>(lesson.batches());
    batches.add(new Batch(Tensor.zeros(DType.FLOAT32, Shape.of(1, 6)), Tensor.of(0)));
    return batches;
  }

  @Test
  void aBatchThatDoesNotFitIsNamed() {
    Trainer trainer = trainer(withMisfit()).build();

    ShapeException e = assertThrows(ShapeException.class, () -> trainer.train(2));

    assertTrue(e.getMessage().endsWith(" At 0."), e.getMessage());
    FailedBatchException failed = FailedBatchException.of(e).orElseThrow();
    assertEquals(
        "[trainer] training failed in epoch 1, batch 6 of 6 (step 6), of inputs FLOAT32 (1, 6) and"
            + " targets INT32 (1).",
        failed.getMessage());
    assertEquals(
        List.of("training", 1, 6, 6L),
        List.of(failed.set(), failed.epoch(), failed.batch(), failed.step()));
    StringWriter trace = new StringWriter();
    e.printStackTrace(new PrintWriter(trace));
    assertTrue(trace.toString().contains("Suppressed: " + failed));
  }

  @Test
  void aBatchOfAValidationIsNamed() {
    Trainer trainer = trainer(lesson.batches()).validation("unseen", withMisfit()).build();

    ShapeException e = assertThrows(ShapeException.class, () -> trainer.train(1));

    FailedBatchException failed = FailedBatchException.of(e).orElseThrow();
    assertEquals(
        "[trainer] evaluation failed in batch 6 of 6 of the set unseen, of inputs FLOAT32 (1, 6) and"
            + " targets INT32 (1).",
        failed.getMessage());
    assertEquals(
        List.of("unseen", 0, 6, 0L),
        List.of(failed.set(), failed.epoch(), failed.batch(), failed.step()));
  }

  @Test
  void aBatchThatCannotBeReadIsNamed() {
    OutOfMemoryError failure = new OutOfMemoryError();
    List<Batch> unreadable =
        new AbstractList<>() {
          @Override
          public Batch get(int index) {
            if (index == 1) {
              throw failure;
            }
            return lesson.examples;
          }

          @Override
          public int size() {
            return 3;
          }
        };
    Trainer trainer = trainer(unreadable).build();
    assertSame(failure, assertThrows(OutOfMemoryError.class, () -> trainer.train(1)));
    assertEquals(
        "[trainer] training failed in epoch 1, batch 2 of 3 (step 2), before there was one.",
        FailedBatchException.of(failure).orElseThrow().getMessage());
  }

  @Test
  void whatIsThrownBetweenBatchesIsNotOfOne() {
    TrainingListener faulty =
        new TrainingListener() {
          @Override
          public void epochEnded(EpochReport epoch) {
            throw new IllegalStateException("after the epoch");
          }
        };
    Trainer trainer = trainer(lesson.batches()).listener(faulty).build();
    IllegalStateException e = assertThrows(IllegalStateException.class, () -> trainer.train(1));
    assertTrue(FailedBatchException.of(e).isEmpty());
  }
}
