package org.gradus.lecture.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Lab;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Several trainings of a kind, each from random numbers of its own, that are scored as they go on.
 *
 * @param descent how they are trained
 * @param test the test set
 * @param epochs how often the training set is gone through
 * @param every after how many epochs they are scored, a divisor of the epochs
 * @param runs how many of a kind are trained
 * @param beforeScore prepares a network for evaluation
 */
public record ScoredDescent(
    Descent descent, Dataset test, int epochs, int every, int runs, Consumer<Module> beforeScore) {
  private static final int SCORED_TOGETHER = 1000;

  /**
   * Trains networks.
   *
   * @param kind makes one, built
   */
  public LearningCurves curves(String name, Function<RandomSource, Module> kind, Lab lab) {
    List<List<Epoch>> curves = new ArrayList<>();
    try (TextProgress bar = lab.progress(name, (long) runs * epochs)) {
      for (int run = 0; run < runs; run++) {
        RandomSource random = RandomSource.of(lab.seed() + run);
        Module network = kind.apply(random.stream("network"));
        List<Epoch> curve = new ArrayList<>();
        descent.run(
            network,
            epochs * descent.stepsOfEpoch(),
            random.stream("training"),
            epoch -> {
              if (epoch % every == 0) {
                curve.add(score(network, epoch));
              }
              bar.step();
            });
        curves.add(curve);
      }
    }
    return new LearningCurves(curves);
  }

  private Epoch score(Module network, int epoch) {
    beforeScore.accept(network);
    return new Epoch(
        epoch,
        descent.learningRate(),
        Score.of(network, descent.train().batches(SCORED_TOGETHER)),
        Score.of(network, test.batches(SCORED_TOGETHER)));
  }
}
