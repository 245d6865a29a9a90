package org.gradus.lecture.mnist1d;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.summary.Summary;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Guessing;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.training.Epoch;
import org.gradus.lecture.training.LearningCurves;
import org.gradus.lecture.training.SavedModel;
import org.gradus.lecture.training.Score;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Trains a network with two hidden layers of 100 ReLUs on MNIST-1D: figure 8.2 and notebook 8.1 of
 * Prince, "Understanding deep learning" (2023); and one with layers of 200.
 *
 * <p>It fits the training set perfectly, and errs on more than a third of the test set: the gap
 * that regularization is about. Twice the width narrows it a little. Published are means of three
 * runs; these are of ten. The quick form is one run of five epochs.
 */
public final class Mnist1dPerformance implements Experiment {
  private static final Shape INPUT = Shape.of(1, 40);
  private static final int WIDTH = 100;
  private static final int WIDE = 200;
  private static final double PUBLISHED_ERROR = 37.2;
  private static final double PUBLISHED_WIDE = 35.6;
  private static final int PUBLISHED_RUNS = 3;

  private final Mnist1d data = Mnist1dSettings.published().generate();
  private final Dataset train = data.train();
  private final Dataset test = data.test();

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new Mnist1dPerformance(), arguments));
  }

  @Override
  public String name() {
    return "mnist1d-performance";
  }

  @Override
  public String title() {
    return "MNIST-1D: a 40-100-100-10 ReLU network learns 4000 signals and is tested on 1000";
  }

  private static Module network(int width, RandomSource random) {
    Module network = Sequential.of(layer(width), new Relu(), layer(width), new Relu(), layer(10));
    network.build(INPUT, random);
    return network;
  }

  private static Linear layer(int units) {
    return Linear.of(units).withWeight(He.normal()).withBias(Constant.zeros());
  }

  private List<Epoch> train(Module network, int epochs, RandomSource random, TextProgress bar) {
    CrossEntropy crossEntropy = new CrossEntropy();
    Optimizer optimizer = Optimizer.of(network.parameters(), 0.05, Sgd.withMomentum(0.9));
    Workspace workspace = new Workspace();
    List<Epoch> curve = new ArrayList<>();
    for (int epoch = 0; epoch < epochs; epoch++) {
      double learningRate = Math.scalb(0.05, -(epoch / 10));
      optimizer.setLearningRate(learningRate);
      for (Batch batch : train.shuffled(random).batches(100)) {
        workspace.step(
            () -> {
              Tensor scores = network.forward(batch.inputs(), Context.train(random));
              Tensor loss = crossEntropy.of(scores, batch.targets());
              optimizer.step(loss.backward());
            });
      }
      curve.add(
          new Epoch(
              epoch + 1,
              learningRate,
              workspace.step(() -> Score.of(network, train.all())),
              workspace.step(() -> Score.of(network, test.all()))));
      bar.step();
    }
    return curve;
  }

  @Override
  public void run(Lab lab) {
    int runs = lab.quick() ? 1 : 10;
    int epochs = lab.quick() ? 5 : 50;
    LearningCurves curves = curves(WIDTH, runs, epochs, lab);
    report(curves, lab);
    if (!lab.quick()) {
      LearningCurves wide = curves(WIDE, runs, epochs, lab);
      lab.claim(asPublished(WIDTH, curves, PUBLISHED_ERROR, "Prince 2023, figure 8.2"));
      lab.claim(asPublished(WIDE, wide, PUBLISHED_WIDE, "the same training in NumPy"));
    }
  }

  private LearningCurves curves(int width, int runs, int epochs, Lab lab) {
    List<List<Epoch>> curves = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      RandomSource random = RandomSource.of(lab.seed() + run);
      Module network = network(width, random.stream("network"));
      if (run == 0) {
        lab.show(Summary.of(network, INPUT));
      }
      String task = "width %s, run %s of %s".formatted(width, run + 1, runs);
      try (TextProgress bar = lab.progress(task, epochs)) {
        curves.add(train(network, epochs, random.stream("training"), bar));
      }
      if (width == WIDTH && run == runs - 1) {
        lab.claim(SavedModel.sameScores(network, test.all(), lab.file("model.safetensors")));
      }
    }
    return new LearningCurves(curves);
  }

  private void report(LearningCurves curves, Lab lab) {
    lab.show(curves.table(5));
    String errorsOfRuns =
        curves.last(epoch -> epoch.test().error()).stream()
            .map("%.1f %%"::formatted)
            .collect(Collectors.joining(", "));
    lab.print("%ntest error of each run: %s", errorsOfRuns);
    if (lab.quick()) {
      double error = curves.meanOfLast(epoch -> epoch.test().error());
      lab.claim(Guessing.beaten("test error (%), below that of guessing", error, test.size()));
    }
    LinePanel errors = curves.errors();
    errors.level("published test error", 0, curves.epochs(), PUBLISHED_ERROR);
    lab.figure(
        "learning-curves.png",
        new Figure("MNIST-1D, 40-100-100-10 ReLU network", List.of(errors, curves.losses())));
  }

  private static Claim asPublished(
      int width, LearningCurves curves, double published, String source) {
    return Claim.equal(
        "test error (%%), width %s, mean of %s runs".formatted(width, curves.runs().size()),
        curves.meanOfLast(epoch -> epoch.test().error()),
        published,
        source,
        curves.spreadOfLast(epoch -> epoch.test().error()).ofFurtherMean(PUBLISHED_RUNS));
  }
}
