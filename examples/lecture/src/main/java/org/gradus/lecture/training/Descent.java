package org.gradus.lecture.training;

import java.util.Iterator;
import java.util.function.IntConsumer;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.module.Module;

/**
 * Trains classifiers by stochastic gradient descent with momentum 0.9.
 *
 * @param train the training set
 * @param batchSize the examples of a step
 * @param learningRate constant
 */
public record Descent(Dataset train, int batchSize, double learningRate) {
  private static final double MOMENTUM = 0.9;

  /** Returns the number of steps of an epoch. */
  public int stepsOfEpoch() {
    return (train.size() + batchSize - 1) / batchSize;
  }

  /** Trains a network for so many steps, over the set in a new order in every epoch. */
  public void run(Module network, int steps, RandomSource random) {
    run(network, steps, random, epoch -> {});
  }

  /**
   * Trains a network for so many steps, over the set in a new order in every epoch.
   *
   * @param afterEpoch is given the number of each epoch that has ended, from 1
   */
  public void run(Module network, int steps, RandomSource random, IntConsumer afterEpoch) {
    Steps training = new Steps(network, learningRate, Sgd.withMomentum(MOMENTUM), random);
    Iterator<Batch> batches = train.shuffled(random).batches(batchSize).iterator();
    for (int step = 0; step < steps; step++) {
      if (!batches.hasNext()) {
        batches = train.shuffled(random).batches(batchSize).iterator();
      }
      training.on(batches.next());
      if (!batches.hasNext()) {
        afterEpoch.accept((step + 1) / stepsOfEpoch());
      }
    }
  }
}
