package org.gradus.optimizers.training;

import java.nio.file.Path;
import java.util.Optional;
import org.gradus.core.tensor.NonFiniteException;
import org.jspecify.annotations.Nullable;

/** Says that a loss is NaN or infinite, and where that came from. */
public final class DivergedException extends ArithmeticException {
  private static final long serialVersionUID = 1L;

  private final int epoch;
  private final int batch;
  private final long step;
  private final String operation;
  private final String path;
  private final transient @Nullable Path checkpoint;

  DivergedException(StepNumber number, String problem, Origin origin, Optional<Path> checkpoint) {
    super(message(number, problem, origin, checkpoint));
    this.epoch = number.epoch();
    this.batch = number.batch();
    this.step = number.step();
    this.operation = origin.operation();
    this.path = origin.path();
    this.checkpoint = checkpoint.orElse(null);
    origin.cause().ifPresent(this::initCause);
  }

  /** Which step it is, all numbers from 1. */
  record StepNumber(int epoch, int batch, long step) {}

  /** Where the number was made. */
  record Origin(
      String operation, String path, String description, Optional<NonFiniteException> cause) {
    static Origin of(NonFiniteException e) {
      return new Origin(e.operation(), e.path(), "It came from: " + e.getMessage(), Optional.of(e));
    }

    static Origin ofParameter(String path) {
      return new Origin(
          "",
          path,
          "Parameter %s was not finite before the step. Hint: gradients that are not finite make it so; check them by Trainer's checkGradients()."
              .formatted(path),
          Optional.empty());
    }

    boolean isParameter() {
      return operation.isEmpty() && !path.isEmpty();
    }

    static Origin ofBatch() {
      return new Origin("", "", "The batch has numbers that are not finite.", Optional.empty());
    }

    static Origin ofNothing() {
      return new Origin(
          "",
          "",
          "Nothing in the batch counts: all of its targets are ignored or weigh nothing. Hint: WhenNotFinite.SKIP leaves such batches out.",
          Optional.empty());
    }

    static Origin unknown() {
      return new Origin(
          "", "", "No operation of a second run made such a number.", Optional.empty());
    }
  }

  private static String message(
      StepNumber number, String problem, Origin origin, Optional<Path> checkpoint) {
    return "[trainer] the training has diverged: expected %s in epoch %s, batch %s (step %s). %s %s"
        .formatted(
            problem,
            number.epoch(),
            number.batch(),
            number.step(),
            origin.description(),
            checkpoint
                .map(file -> "The last state of finite numbers is in " + file + ".")
                .orElse("There is no checkpoint."));
  }

  /** Returns the number of the epoch, from 1. */
  public int epoch() {
    return epoch;
  }

  /** Returns the number of the batch in its epoch, from 1. */
  public int batch() {
    return batch;
  }

  /** Returns the number of the step since the training began, from 1. */
  public long step() {
    return step;
  }

  /** Returns the operation that made the first such number; empty if it is not known. */
  public String operation() {
    return operation;
  }

  /** Returns the path of the module within which it was made, or of the parameter; or "". */
  public String path() {
    return path;
  }

  /**
   * Returns the checkpoint of the last state of finite numbers, if there is one: that before the
   * step, where its parameters were finite.
   */
  public Optional<Path> checkpoint() {
    return Optional.ofNullable(checkpoint);
  }
}
