package org.gradus.lecture.training;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.gradus.core.data.BatchSource;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Lab;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.listener.TextProgress;
import org.gradus.optimizers.metric.Accuracy;
import org.gradus.optimizers.training.StepReport;
import org.gradus.optimizers.training.Trainer;
import org.gradus.optimizers.training.TrainingListener;

/**
 * How classifiers are trained by the {@link Trainer}, several of a kind, each from random numbers
 * of its own.
 *
 * @param train the training set
 * @param test what is scored after every epoch
 * @param batchSize the examples of a step
 * @param epochs how often the training set is gone through
 * @param runs how many of a kind are trained
 * @param shuffled whether every epoch has an order of its own
 */
public record SeededTraining(
    Dataset train, Dataset test, int batchSize, int epochs, int runs, boolean shuffled) {
  private static final int SCORED_TOGETHER = 1000;

  /** Shuffles the training set in every epoch. */
  public SeededTraining(Dataset train, Dataset test, int batchSize, int epochs, int runs) {
    this(train, test, batchSize, epochs, runs, true);
  }

  /** Returns the same training on the same batches in every epoch, in the order of the set. */
  public SeededTraining inOrder() {
    return new SeededTraining(train, test, batchSize, epochs, runs, false);
  }

  /** Returns the same training on the first examples of both sets only. */
  public SeededTraining onFirst(int trainExamples, int testExamples) {
    return new SeededTraining(
        first(trainExamples, train), first(testExamples, test), batchSize, epochs, runs, shuffled);
  }

  private static Dataset first(int examples, Dataset all) {
    return all.select(IntStream.range(0, examples).toArray());
  }

  private BatchSource batches() {
    return shuffled ? train.epochs(batchSize) : BatchSource.of(train.batches(batchSize));
  }

  /**
   * Trains networks.
   *
   * @param kind makes one, not yet built
   * @param learningRate constant
   */
  public Trained of(
      String name, Supplier<Module> kind, double learningRate, UpdateRule rule, Lab lab) {
    List<Module> networks = new ArrayList<>();
    List<List<Epoch>> curves = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      RandomSource random = RandomSource.of(lab.seed() + run).stream(name);
      Module network = kind.get();
      network.build(train.get(0).inputs().shape(), random.stream("network"));
      Optimizer optimizer = Optimizer.of(network.parameters(), learningRate, rule);
      String task = "%s, run %s of %s".formatted(name, run + 1, runs);
      long steps = (long) epochs * train.batches(batchSize).size();
      try (TextProgress bar = lab.progress(task, steps)) {
        curves.add(
            Trainer.of(network, new CrossEntropy(), optimizer)
                .data(batches(), random.stream("training"))
                .measuring(new Accuracy())
                .validation(test.batches(SCORED_TOGETHER), new Accuracy())
                .listener(showingOn(bar))
                .build()
                .train(epochs)
                .epochs()
                .stream()
                .map(Epoch::of)
                .toList());
      }
      networks.add(network);
    }
    return new Trained(name, List.copyOf(networks), new LearningCurves(curves));
  }

  private static TrainingListener showingOn(TextProgress bar) {
    return new TrainingListener() {
      @Override
      public void stepped(StepReport step) {
        bar.step();
      }
    };
  }
}
