package org.gradus.optimizers.training;

import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Tensor;

/**
 * Says with which batch of a training another exception was thrown. It is never thrown itself: the
 * other one is, of its own type and message, and has this one as {@linkplain
 * Throwable#getSuppressed() suppressed}, so that it is in the stack trace.
 *
 * <pre>{@code
 * try {
 *   trainer.train(10);
 * } catch (ShapeException e) {
 *   FailedBatchException.of(e).ifPresent(failed -> …);
 * }
 * }</pre>
 */
public final class FailedBatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The name of the set of what is trained on, beside those of {@link ValidationSet}s. */
  public static final String TRAINING = "training";

  private final String set;
  private final int epoch;
  private final int batch;
  private final long step;

  private FailedBatchException(
      String where, Optional<Batch> examples, String set, int epoch, int batch, long step) {
    // Where it is made says nothing: the trace is that of the other one.
    super("[trainer] %s, %s.".formatted(where, described(examples)), null, false, false);
    this.set = set;
    this.epoch = epoch;
    this.batch = batch;
    this.step = step;
  }

  private static String described(Optional<Batch> examples) {
    return examples
        .map(b -> "of inputs %s and targets %s".formatted(type(b.inputs()), type(b.targets())))
        .orElse("before there was one");
  }

  private static String type(Tensor tensor) {
    return tensor.dtype() + " " + tensor.shape();
  }

  /** Returns what to say of a batch that is trained on, which may not have been read. */
  static FailedBatchException ofTraining(
      DivergedException.StepNumber number, int batches, Optional<Batch> examples) {
    return new FailedBatchException(
        "training failed in epoch %s, batch %s of %s (step %s)"
            .formatted(number.epoch(), number.batch(), batches, number.step()),
        examples,
        TRAINING,
        number.epoch(),
        number.batch(),
        number.step());
  }

  /** Returns what to say of a batch that is evaluated, which may not have been read. */
  static FailedBatchException ofEvaluation(
      String set, int batch, int batches, Optional<Batch> examples) {
    return new FailedBatchException(
        "evaluation failed in batch %s of %s of the set %s".formatted(batch, batches, set),
        examples,
        set,
        0,
        batch,
        0);
  }

  /** Returns with which batch of a training an exception was thrown, if it was in one. */
  public static Optional<FailedBatchException> of(Throwable thrown) {
    return Stream.of(thrown.getSuppressed())
        .filter(FailedBatchException.class::isInstance)
        .map(FailedBatchException.class::cast)
        .findFirst();
  }

  /** Returns {@value #TRAINING}, or the name of the set that was evaluated. */
  public String set() {
    return set;
  }

  /** Returns the number of the epoch, from 1; 0 in an evaluation. */
  public int epoch() {
    return epoch;
  }

  /** Returns the number of the batch in its epoch or set, from 1. */
  public int batch() {
    return batch;
  }

  /** Returns the number of the step since the training began, from 1; 0 in an evaluation. */
  public long step() {
    return step;
  }
}
