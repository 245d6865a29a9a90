package org.gradus.optimizers.training;

import java.nio.file.Path;
import java.util.Optional;
import org.gradus.optimizers.checkpoint.Checkpoint;
import org.gradus.optimizers.checkpoint.CheckpointFolder;
import org.jspecify.annotations.Nullable;

/** The checkpoints of a training, in its folder if it has one. */
final class CheckpointKeeping {
  private final TrainerBuilder settings;
  private final TrainingState state;
  private final NetworkParameters parameters;

  /** Whether what is in the folder is of this training, or may go. */
  private boolean own;

  CheckpointKeeping(TrainerBuilder settings, TrainingState state, NetworkParameters parameters) {
    this.settings = settings;
    this.state = state;
    this.parameters = parameters;
  }

  /**
   * Makes sure before a training that it can keep its checkpoints, and that no others are lost by
   * it: those of later steps are deleted.
   *
   * @throws IllegalStateException if the folder has checkpoints of another training
   * @throws java.io.UncheckedIOException if the folder cannot be read or written to
   */
  void begin() {
    if (settings.folder().isEmpty()) {
      return;
    }
    CheckpointFolder folder = settings.folder().get();
    Optional<Path> newest = own ? Optional.empty() : folder.newest();
    if (newest.isPresent()) {
      throw new IllegalStateException(
          "[trainer] the folder has checkpoints of another training: expected none, or resume()"
              + " before train(…), got %s. Hint: to begin anew name another folder, or delete them."
                  .formatted(newest.get()));
    }
    folder.prepare();
    own = true;
  }

  /** Goes on from the newest checkpoint in the folder, and returns whether there is one. */
  boolean resume() {
    Optional<Checkpoint> newest =
        settings
            .folder()
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "[trainer] there is no place to resume from: expected a folder by"
                            + " checkpoints(…), got none."))
            .read();
    newest.ifPresent(this::resume);
    return newest.isPresent();
  }

  void resume(Checkpoint checkpoint) {
    state.restore(checkpoint);
    own = true;
  }

  /**
   * Writes a checkpoint.
   *
   * @throws DivergedException if a parameter is not finite, unless that is no reason to stop
   */
  void save() {
    if (settings.folder().isEmpty()) {
      return;
    }
    Optional<String> broken =
        settings.whenNotFinite == WhenNotFinite.GO_ON
            ? Optional.empty()
            : TrainingStep.firstNotFinite(parameters);
    if (broken.isPresent()) {
      throw diverged(
          new DivergedException.StepNumber(state.history.size() + 1, state.batch, state.step),
          "finite parameters, got one that is not,",
          DivergedException.Origin.ofParameter(broken.get()));
    }
    settings.folder().get().save(state.step, state.save());
  }

  /**
   * Returns what is to be thrown of a step that came to no number, with a checkpoint from before:
   * one that is written now, unless a parameter is broken already. If it cannot be written, that is
   * suppressed: why it diverged matters more.
   */
  DivergedException diverged(
      DivergedException.StepNumber number, String problem, DivergedException.Origin origin) {
    Optional<Path> checkpoint = Optional.empty();
    @Nullable RuntimeException failure = null;
    try {
      checkpoint =
          origin.isParameter()
              ? settings.folder().flatMap(CheckpointFolder::newest)
              : settings.folder().map(folder -> folder.save(state.step, state.save()));
    } catch (RuntimeException e) { // Whatever a technique's state or the disk throws.
      failure = e;
    }
    DivergedException diverged = new DivergedException(number, problem, origin, checkpoint);
    if (failure != null) {
      diverged.addSuppressed(failure);
    }
    return diverged;
  }
}
