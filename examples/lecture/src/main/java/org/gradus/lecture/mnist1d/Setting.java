package org.gradus.lecture.mnist1d;

import org.gradus.lecture.experiment.Numbers;

/**
 * How to descend, and what became of it in figure 9.5 of Prince, "Understanding deep learning"
 * (2023).
 *
 * @param batchSize the examples of a step
 * @param learningRate constant
 * @param narrow the published test error of networks of 50 units a layer, in percent
 * @param wide the same of about 390 units
 */
record Setting(int batchSize, double learningRate, double narrow, double wide) {
  /** The number of training examples. */
  static final int WHOLE = 4000;

  /** Returns whether every step is on the whole training set. */
  boolean isWhole() {
    return batchSize == WHOLE;
  }

  /** Returns what tables and pictures call it. */
  String text() {
    String batch = isWhole() ? "whole set" : "batches of " + batchSize;
    return batch + ", learning rate " + Numbers.text(learningRate);
  }
}
