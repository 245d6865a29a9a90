package org.gradus.lecture.characters;

import java.awt.Color;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.text.TextTable;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Spread;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Trainings of one kind of network on names, which differ by their seeds.
 *
 * @param name of the kind
 * @param contexts what they were trained on
 * @param runs at least one
 */
record Trainings(String name, Contexts contexts, List<Run> runs) {
  /** How many losses are averaged for a point of a curve. */
  private static final int SMOOTHED = 1000;

  /**
   * A training.
   *
   * @param network as it is at the end
   * @param losses of the steps
   * @param train the loss at the end, on as many training examples as there are for validation
   * @param validation the loss on the validation set at the end
   */
  record Run(Module network, double[] losses, double train, double validation) {}

  /** Trains networks, each built and trained by a seed of its own. */
  static Trainings of(
      String name,
      Supplier<Module> kind,
      Contexts contexts,
      TwoRateDescent descent,
      int runs,
      Lab lab) {
    List<Run> all = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      RandomSource random = RandomSource.of(lab.seed() + run).stream(name);
      Module network = kind.get();
      network.build(contexts.input(), random.stream("network"));
      try (TextProgress bar = lab.progress(name + ", run " + (run + 1), descent.steps())) {
        double[] losses = descent.train(network, contexts.train(), random.stream("training"), bar);
        all.add(
            new Run(
                network,
                losses,
                Likelihood.mean(network, contexts.seen()),
                Likelihood.mean(network, contexts.validation())));
      }
    }
    return new Trainings(name, contexts, List.copyOf(all));
  }

  /** Returns the network of the first run. */
  Module network() {
    return runs.get(0).network();
  }

  /** Returns the number of parameters. */
  int parameters() {
    return network().parameters().values().stream().mapToInt(p -> p.shape().elements()).sum();
  }

  /** Returns the losses on the validation set. */
  Spread validation() {
    return Spread.of(runs.stream().mapToDouble(Run::validation).toArray());
  }

  /** Returns the mean of a quantity over the runs. */
  double mean(ToDoubleFunction<Run> quantity) {
    return runs.stream().mapToDouble(quantity).average().orElseThrow();
  }

  /** Claims that the loss on the validation set is the one that was published. */
  Claim published(double loss, String source) {
    return Claim.equal(
        "validation loss (nats), mean of %s runs: %s".formatted(runs.size(), name),
        mean(Run::validation),
        loss,
        source,
        validation().ofFurther());
  }

  /** Claims that the loss on the validation set is below that of others. */
  Claim better(Trainings others) {
    return Claim.below(
        "validation loss (nats): %s, below that of: %s".formatted(name, others.name),
        mean(Run::validation),
        others.mean(Run::validation),
        "the other networks of this run",
        validation().ofDifference(others.validation()));
  }

  /** Claims that the loss on the validation set is below some number. */
  Claim below(double loss, String source) {
    return Claim.below(
        "validation loss (nats), mean of %s runs: %s".formatted(runs.size(), name),
        mean(Run::validation),
        loss,
        source,
        Spread.of(Likelihood.ofEach(network(), contexts.validation())).ofMean());
  }

  /** Makes up names by the network of the first run. */
  List<String> names(int count, RandomSource random) {
    return new NameSampler(
            contexts.names().vocabulary(), contexts.size(), context -> network().forward(context))
        .draw(count, random);
  }

  /** Adds the losses of the steps, smoothed, to a panel. */
  void addTo(LinePanel panel, Color color) {
    double[][] curves = runs.stream().map(run -> smoothed(run.losses())).toArray(double[][]::new);
    int points = curves[0].length;
    int every = runs.get(0).losses().length / points;
    double[] steps = IntStream.range(0, points).mapToDouble(i -> (i + 0.5) * every).toArray();
    double[] means = new double[points];
    Arrays.setAll(
        means, i -> Arrays.stream(curves).mapToDouble(curve -> curve[i]).average().orElseThrow());
    panel.line(name, steps, means, color);
  }

  private static double[] smoothed(double[] losses) {
    int every = Math.min(SMOOTHED, Math.max(1, losses.length / 30));
    double[] means = new double[losses.length / every];
    Arrays.setAll(
        means, i -> Arrays.stream(losses, i * every, (i + 1) * every).average().orElseThrow());
    return means;
  }

  /** Returns the results as a table. */
  static TextTable table(Trainings... kinds) {
    TextTable table =
        new TextTable("network", "context", "parameters", "train loss", "validation loss", "runs");
    for (Trainings kind : kinds) {
      table.row(
          kind.name,
          String.valueOf(kind.contexts.size()),
          String.format(Locale.ROOT, "%,d", kind.parameters()),
          String.format(Locale.ROOT, "%.4f", kind.mean(Run::train)),
          String.format(Locale.ROOT, "%.4f", kind.mean(Run::validation)),
          String.valueOf(kind.runs.size()));
    }
    return table;
  }
}
