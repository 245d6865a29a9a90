package org.gradus.lecture.experiment;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Locale;
import org.gradus.core.compute.Compute;
import org.gradus.optimizers.listener.TextProgress;

/**
 * A run of an experiment, with its results in a folder.
 *
 * @param experiment what to run
 * @param options how
 * @param out where progress, tables and claims are printed
 * @param err where problems are printed
 */
public record ExperimentRun(
    Experiment experiment, Options options, PrintWriter out, PrintWriter err) {
  private static final double NANOS = 1e-9;

  /**
   * How it ended.
   *
   * @param outcome in one word
   * @param held how many claims hold
   * @param claims how many there are
   * @param seconds of wall clock
   */
  public record Ending(Outcome outcome, long held, long claims, double seconds) {}

  /** Runs the experiment; what it throws is printed. */
  public Ending run() {
    long start = System.nanoTime();
    try (DownloadBar downloads =
        new DownloadBar((task, steps) -> TextProgress.onConsole(System.err, task, steps))) {
      Lab lab = Lab.open(experiment, options, out, downloads);
      lab.print("%s", experiment.title());
      lab.print(
          "Java %s; kernels: %s; threads: %s",
          Runtime.version().feature(),
          Compute.kernels().name().toLowerCase(Locale.ROOT),
          Compute.threads());
      experiment.run(lab);
      Results results = lab.conclude(experiment, secondsSince(start));
      return new Ending(
          results.hold() ? Outcome.HOLDS : Outcome.CLAIM_FAILED,
          results.claims().stream().filter(Claim::holds).count(),
          results.claims().size(),
          results.seconds());
    } catch (UncheckedIOException e) {
      // The output folder, the data, the cache: what is wrong is outside, and its message says it.
      err.println(e.getMessage());
      return new Ending(Outcome.UNUSABLE, 0, 0, secondsSince(start));
    } catch (RuntimeException e) {
      e.printStackTrace(err);
      return new Ending(Outcome.BROKEN, 0, 0, secondsSince(start));
    }
  }

  private static double secondsSince(long start) {
    return NANOS * (System.nanoTime() - start);
  }
}
