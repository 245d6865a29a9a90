package org.gradus.lecture.training;

import org.gradus.optimizers.training.EpochReport;

/**
 * Where a training is after an epoch.
 *
 * @param number of the epoch, from 1
 * @param learningRate in the epoch
 * @param train the score on the training set, measured after the epoch
 * @param test the score on the test set
 */
public record Epoch(int number, double learningRate, Score train, Score test) {
  /**
   * Returns what a trainer has measured that measures the accuracy too, and has one validation set.
   * The score on the training set is then that of the batches as they were trained on.
   */
  public static Epoch of(EpochReport report) {
    return new Epoch(
        report.epoch(), report.learningRate(), score(report, ""), score(report, "validation/"));
  }

  private static Score score(EpochReport report, String set) {
    return new Score(
        report.measure(set + EpochReport.LOSS), 100 * (1 - report.measure(set + "accuracy")));
  }
}
