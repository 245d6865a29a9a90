package org.gradus.optimizers.training;

import java.util.Optional;
import org.gradus.layers.module.ForwardListener;
import org.gradus.layers.module.Module;

/**
 * Looks on while a network is trained. It changes nothing; what does is a {@link Technique}.
 *
 * <p>All methods are called by the thread that trains. What they throw ends the training, when the
 * other listeners were told too.
 */
public interface TrainingListener {
  /**
   * Called when a training begins or goes on.
   *
   * @param model the network, built
   * @param history the epochs that were before; empty if it begins
   * @param epochs how many there are to be, those before included
   * @param step how many steps were before. Of a training that was interrupted later, the steps
   *     after that one come again
   */
  default void started(Module model, History history, int epochs, long step) {}

  /**
   * Called before an epoch, or before the rest of one.
   *
   * @param epoch its number, from 1
   * @param batches how many it has
   * @param done how many of them were trained on before an interruption
   */
  default void epochStarted(int epoch, int batches, int done) {}

  /**
   * Returns who is to be told of the passes through the modules in the step that comes, which costs
   * time.
   *
   * @param step its number since the training began, from 1
   */
  default Optional<ForwardListener> watching(long step) {
    return Optional.empty();
  }

  /** Called when the gradients are there and before the parameters are changed. */
  default void updating(StepReport step) {}

  /** Called after the parameters were changed. */
  default void stepped(StepReport step) {}

  /**
   * Called in place of {@link #updating} and {@link #stepped} for a step that is left out, see
   * {@link WhenNotFinite#SKIP}.
   *
   * @param epoch its number, from 1
   * @param batch its number in the epoch, from 1
   * @param step its number since the training began, from 1
   * @param problem what was expected and what it came to
   */
  default void skipped(int epoch, int batch, long step, String problem) {}

  /** Called after an epoch and its evaluation. */
  default void epochEnded(EpochReport epoch) {}

  /**
   * Called at the end, whatever its reason.
   *
   * @param history all epochs that have ended
   * @param reason why, as the rest of a sentence
   */
  default void ended(History history, String reason) {}
}
