package org.gradus.lecture.characters;

import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.listener.TextProgress;

/**
 * How the course trains its character models: plain gradient descent, each step on 32 examples that
 * are drawn from all, at a learning rate of 0.1 and of 0.01 towards the end.
 *
 * @param steps how many
 * @param fast how many of them, the first, have the rate 0.1
 */
record TwoRateDescent(int steps, int fast) {
  /** The number of examples in a step. */
  static final int BATCH = 32;

  /** The learning rate to begin with. */
  static final double FAST = 0.1;

  private static final double SLOW = 0.01;

  /** Trains a network, and returns the loss of every step. */
  double[] train(Module network, Dataset examples, RandomSource random, TextProgress bar) {
    CrossEntropy crossEntropy = new CrossEntropy();
    Optimizer optimizer = Optimizer.of(network.parameters(), FAST, Sgd.plain());
    Workspace workspace = new Workspace();
    double[] losses = new double[steps];
    for (int step = 0; step < steps; step++) {
      optimizer.setLearningRate(step < fast ? FAST : SLOW);
      Batch batch = draw(examples, random);
      losses[step] =
          workspace.step(
              () -> {
                Tensor scores = network.forward(batch.inputs(), Context.train(random));
                Tensor loss = crossEntropy.of(scores, batch.targets());
                optimizer.step(loss.backward());
                return loss.item();
              });
      bar.step();
    }
    return losses;
  }

  /** Draws the examples of a step. */
  static Batch draw(Dataset examples, RandomSource random) {
    int size = examples.size();
    return examples.get(IntStream.generate(() -> random.nextInt(size)).limit(BATCH).toArray());
  }
}
