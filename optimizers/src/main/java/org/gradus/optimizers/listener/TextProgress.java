package org.gradus.optimizers.listener;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar of text, until it is closed.
 *
 * <pre>{@code
 * try (TextProgress progress = TextProgress.onConsole(System.err, "run 1", epochs)) {
 *   // progress.step() after every epoch
 * }
 * }</pre>
 */
public final class TextProgress implements AutoCloseable {
  private static final int INTERVAL_MILLIS = 100;
  // With a width of its own the bar does not load a native library to ask the terminal.
  private static final int COLUMNS = 80;

  private final ProgressBar bar;

  private TextProgress(ProgressBarConsumer consumer, String task, long steps) {
    this.bar =
        new ProgressBarBuilder()
            .setTaskName(task)
            .setInitialMax(steps)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(INTERVAL_MILLIS)
            .setConsumer(consumer)
            .build();
  }

  /**
   * Shows a bar if there is a console; if nobody is looking, nothing is written.
   *
   * @param stream of the console
   * @param task what the bar is of
   * @param steps how many there are to be
   */
  public static TextProgress onConsole(PrintStream stream, String task, long steps) {
    return System.console() == null ? hidden(task, steps) : on(stream, task, steps);
  }

  /** Shows a bar on a stream, whatever that is. */
  public static TextProgress on(PrintStream stream, String task, long steps) {
    return new TextProgress(new ConsoleProgressBarConsumer(stream, COLUMNS), task, steps);
  }

  private static TextProgress hidden(String task, long steps) {
    return new TextProgress(new DelegatingProgressBarConsumer(text -> {}, COLUMNS), task, steps);
  }

  /** Counts a step. */
  public void step() {
    bar.step();
  }

  /** Sets how many steps there were. */
  public void stepTo(long step) {
    bar.stepTo(step);
  }

  /** Says something behind the bar, such as the loss. */
  public void message(String text) {
    bar.setExtraMessage(text);
  }

  /** Shows the last state and ends the line. */
  @Override
  public void close() {
    bar.close();
  }
}
