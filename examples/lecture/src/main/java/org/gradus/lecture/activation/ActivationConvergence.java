package org.gradus.lecture.activation;

import static java.util.stream.Collectors.joining;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.activation.Activation;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.training.Steps;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Counts the steps to a training error of 25 %, for the same network with ReLU, tanh and sigmoid:
 * figure 1 of Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
 * neural networks" (2012).
 *
 * <p>Theirs is a convolutional network on CIFAR-10; this is 40-100-100-10 on MNIST-1D, in batches
 * of 100 with momentum 0.9. As there, the learning rate is chosen for each activation function by
 * itself, to make training as fast as possible: the best of 2⁻⁴…1. Each network starts as its
 * activation function wants it: He's initialization for ReLU, Glorot's for the others. Then five
 * networks are trained with each; that all of one are faster than all of another happens by chance
 * once in 252 times. The quick form is one run each, with learning rates that were found so.
 */
public final class ActivationConvergence implements Experiment {
  private static final List<Contestant> CONTESTANTS =
      List.of(
          new Contestant("ReLU", new Relu(), He.normal(), 0.125),
          new Contestant("tanh", new Tanh(), Glorot.normal(), 0.125),
          new Contestant("sigmoid", new Sigmoid(), Glorot.normal(), 0.5));

  private static final double[] LEARNING_RATES = {0.0625, 0.125, 0.25, 0.5, 1};
  private static final double GOAL = 25;
  private static final int EVERY = 20;
  private static final int MOST_STEPS = 2000;
  private static final int RUNS = 5;

  private final Dataset train = Mnist1dSettings.published().generate().train();
  private final Batch whole = train.all();

  /** An activation function, how its networks start, and the learning rate of the quick form. */
  private record Contestant(
      String name, Activation activation, Initializer initializer, double learningRate) {
    private Module network(RandomSource random) {
      Module network = Sequential.of(layer(100), activation, layer(100), activation, layer(10));
      network.build(Shape.of(1, 40), random);
      return network;
    }

    private Linear layer(int units) {
      return Linear.of(units).withWeight(initializer).withBias(Constant.zeros());
    }
  }

  /** The training errors of a run in percent, every so many steps, up to the goal. */
  private record Run(double learningRate, List<Double> errors) {
    int steps() {
      return EVERY * (errors.size() - 1);
    }
  }

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new ActivationConvergence(), arguments));
  }

  @Override
  public String name() {
    return "activation-convergence";
  }

  @Override
  public String title() {
    return "Activation functions: steps to a training error of 25 %, the same network with each";
  }

  private Run train(Contestant contestant, double learningRate, RandomSource random) {
    Module network = contestant.network(random.stream("network"));
    RandomSource order = random.stream("order");
    Steps steps = new Steps(network, learningRate, Sgd.withMomentum(0.9), order);
    List<Double> errors = new ArrayList<>(List.of(steps.score(whole).error()));
    while (errors.get(errors.size() - 1) > GOAL && EVERY * errors.size() <= MOST_STEPS) {
      train.shuffled(order).batches(100).subList(0, EVERY).forEach(steps::on);
      errors.add(steps.score(whole).error());
    }
    return new Run(learningRate, errors);
  }

  @Override
  public void run(Lab lab) {
    int runs = lab.quick() ? 1 : RUNS;
    int trials = lab.quick() ? 0 : LEARNING_RATES.length;
    List<List<Run>> all = new ArrayList<>();
    TextTable table = new TextTable("function", "learning rate", "steps of each run");
    try (TextProgress bar = lab.progress("networks", (long) CONTESTANTS.size() * (trials + runs))) {
      for (Contestant contestant : CONTESTANTS) {
        double best = contestant.learningRate;
        if (!lab.quick()) {
          best = best(contestant, RandomSource.of(lab.seed()).stream("trial"), bar);
        }
        List<Run> results = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
          results.add(train(contestant, best, RandomSource.of(lab.seed() + run)));
          bar.step();
        }
        all.add(results);
        table.row(
            contestant.name,
            Double.toString(best),
            results.stream().map(run -> Integer.toString(run.steps())).collect(joining(", ")));
      }
    }
    lab.show(table);
    for (int i = 1; i < all.size(); i++) {
      lab.claim(
          Claim.below(
              "steps of the slowest ReLU network, below the fastest of " + CONTESTANTS.get(i).name,
              all.get(0).stream().mapToInt(Run::steps).max().orElseThrow(),
              all.get(i).stream().mapToInt(Run::steps).min().orElseThrow(),
              "Krizhevsky et al. 2012, figure 1",
              0));
    }
    lab.figure("convergence.png", new Figure("40-100-100-10 on MNIST-1D", List.of(panel(all))));
  }

  /** Returns the learning rate that needs the fewest steps. */
  private double best(Contestant contestant, RandomSource random, TextProgress bar) {
    List<Run> trials = new ArrayList<>();
    for (double learningRate : LEARNING_RATES) {
      trials.add(train(contestant, learningRate, random));
      bar.step();
    }
    return Collections.min(trials, Comparator.comparingInt(Run::steps)).learningRate;
  }

  private static LinePanel panel(List<List<Run>> all) {
    LinePanel panel = new LinePanel("Training error", "steps", "error (%)").vertically(0, 100);
    int longest = 0;
    for (int i = 0; i < all.size(); i++) {
      Color color = Palette.ofSeries(i);
      for (int j = 0; j < all.get(i).size(); j++) {
        Run run = all.get(i).get(j);
        double[] steps =
            IntStream.range(0, run.errors.size()).mapToDouble(s -> EVERY * s).toArray();
        double[] errors = run.errors.stream().mapToDouble(Double::doubleValue).toArray();
        longest = Math.max(longest, run.steps());
        if (j == 0) {
          panel.line(CONTESTANTS.get(i).name, steps, errors, color);
        } else {
          panel.faintLine(steps, errors, color);
        }
      }
    }
    return panel.level("goal", 0, longest, GOAL);
  }
}
