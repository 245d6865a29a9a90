package org.gradus.examples.benchmarks.workloads;

import java.util.Arrays;
import java.util.Locale;

/**
 * How a workload is timed: four steps whose mean loss is the first, a warm-up, repetitions of which
 * the median counts, and four steps whose mean loss is the last.
 *
 * @param warmUp at least so many seconds
 * @param repetition about so many seconds each
 * @param repetitions their number
 */
public record Protocol(double warmUp, double repetition, int repetitions) {
  private static final int LOSS_BATCHES = 4;
  private static final long LEAST_STEPS = 5;
  private static final double PACE_SECONDS = 0.5;

  /**
   * What was measured.
   *
   * @param micros the time of a step in each repetition, in microseconds, ascending
   * @param firstLoss the loss before training, NaN if there is none
   * @param lastLoss the loss after it
   * @param steps the number of steps until the end of the repetitions
   * @param otherLoad the cores that everything else used meanwhile
   */
  public record Timing(
      double[] micros, double firstLoss, double lastLoss, long steps, double otherLoad) {
    /** Returns what was measured as the keys and values of a JSON object, without its braces. */
    String json() {
      int last = micros.length - 1;
      double median = (micros[last / 2] + micros[(last + 1) / 2]) / 2;
      return String.format(
          Locale.ROOT,
          "\"us_per_step\":%.5g,\"min\":%.5g,\"max\":%.5g,\"loss_first\":%s,\"loss_last\":%s,"
              + "\"steps\":%d,\"other_load\":%.2f",
          median,
          micros[0],
          micros[last],
          number(firstLoss),
          number(lastLoss),
          steps,
          Math.max(otherLoad, 0));
    }

    private static String number(double loss) {
      return Double.isNaN(loss) ? "null" : String.format(Locale.ROOT, "%.4g", loss);
    }
  }

  /** Times a workload. */
  public Timing time(Workload workload) {
    int batches = workload.batches();
    long start = System.nanoTime();
    double first = meanLoss(workload);
    long steps = LOSS_BATCHES;
    int batch = LOSS_BATCHES % batches;
    long paceStart = System.nanoTime();
    long paceSteps = 0;
    while (seconds(start) < warmUp || steps < LEAST_STEPS || paceSteps == 0) {
      if (seconds(paceStart) > PACE_SECONDS) {
        paceStart = System.nanoTime();
        paceSteps = 0;
      }
      workload.step(batch);
      batch = (batch + 1) % batches;
      steps++;
      paceSteps++;
    }
    long stepsEach = Math.max(1, Math.round(repetition * paceSteps / seconds(paceStart)));
    double[] micros = new double[repetitions];
    double other = Machine.otherSeconds();
    long timed = System.nanoTime();
    for (int i = 0; i < repetitions; i++) {
      long from = System.nanoTime();
      for (long k = 0; k < stepsEach; k++) {
        workload.step(batch);
        batch = (batch + 1) % batches;
      }
      micros[i] = seconds(from) * 1e6 / stepsEach;
      steps += stepsEach;
    }
    double load = (Machine.otherSeconds() - other) / seconds(timed);
    Arrays.sort(micros);
    return new Timing(micros, first, meanLoss(workload), steps, load);
  }

  private static double meanLoss(Workload workload) {
    double sum = 0;
    for (int i = 0; i < LOSS_BATCHES; i++) {
      sum += workload.step(i % workload.batches());
    }
    return sum / LOSS_BATCHES;
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }
}
