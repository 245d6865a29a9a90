package org.gradus.optimizers.listener;

import java.io.PrintStream;
import java.util.Locale;
import java.util.Optional;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.TrainingListener;

/**
 * Shows a progress bar for every epoch, with the loss of its batches so far. Without a console
 * nothing is shown.
 */
public final class ProgressBarListener implements TrainingListener {
  private final Opening opening;
  private Optional<TextProgress> bar = Optional.empty();
  private int epochs;
  private double loss;
  private long examples;

  /** Opens the bar of an epoch. */
  @FunctionalInterface
  interface Opening {
    TextProgress bar(String task, long steps);
  }

  ProgressBarListener(Opening opening) {
    this.opening = opening;
  }

  /**
   * Creates the listener.
   *
   * @param console where to show the bars, such as {@code System.err}
   */
  public ProgressBarListener(PrintStream console) {
    this((task, steps) -> TextProgress.onConsole(console, task, steps));
  }

  @Override
  public void started(Module model, History history, int newEpochs, long step) {
    epochs = newEpochs;
  }

  @Override
  public void epochStarted(int epoch, int batches, int done) {
    close();
    loss = 0;
    examples = 0;
    TextProgress opened = opening.bar("epoch %s/%s".formatted(epoch, epochs), batches);
    opened.stepTo(done);
    bar = Optional.of(opened);
  }

  @Override
  public void stepped(StepReport step) {
    loss += step.loss() * step.examples();
    examples += step.examples();
    bar.ifPresent(
        shown -> {
          shown.stepTo(step.batch());
          shown.message(String.format(Locale.ROOT, "loss %.4g", loss / examples));
        });
  }

  @Override
  public void skipped(int epoch, int batch, long step, String problem) {
    bar.ifPresent(shown -> shown.stepTo(batch));
  }

  @Override
  public void epochEnded(EpochReport epoch) {
    close();
  }

  @Override
  public void ended(History history, String reason) {
    close();
  }

  private void close() {
    bar.ifPresent(TextProgress::close);
    bar = Optional.empty();
  }
}
