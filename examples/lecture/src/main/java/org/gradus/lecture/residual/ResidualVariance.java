package org.gradus.lecture.residual;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.Spread;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Measures the variance in a residual network at its start: it doubles with every block, and grows
 * by a constant where branches begin with batch normalization. Section 11.4 of Prince,
 * "Understanding deep learning" (2023).
 *
 * <p>A linear layer and five blocks, ReLU first, of 100 units with He's uniform start and no bias
 * on 200 signals of MNIST-1D. What doubles is the mean square, on average over weights, as a branch
 * adds an independent number of the same one. The variance over the batch grows by 1.7 at first: a
 * part of what the ReLUs add, their mean over the batch, is the same for all examples, and does not
 * count. With batch normalization a branch adds 1 to the mean square, 2 · E[relu(n)²], whatever
 * came before.
 *
 * <p>Means of 200 networks; 30 in the quick form.
 */
public final class ResidualVariance implements Experiment {
  private static final int BLOCKS = 5;
  private static final int EXAMPLES = 200;
  private static final double[] PUBLISHED = {0.985, 1.98, 3.31, 5.68, 9.97, 17.7, 31.4};
  private static final double ROUNDING = 0.005;
  private static final List<String> STAGES =
      List.of("input", "linear layer", "block 1", "block 2", "block 3", "block 4", "block 5");

  private final Tensor inputs =
      Tensor.of(
              Arrays.copyOf(Mnist1dSettings.published().generate().x(), 40 * EXAMPLES),
              Shape.of(EXAMPLES, 40))
          .cast(DType.FLOAT32);

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new ResidualVariance(), arguments));
  }

  @Override
  public String name() {
    return "residual-variance";
  }

  @Override
  public String title() {
    return "Residual networks: the variance doubles with every block, unless branches are"
        + " normalized";
  }

  private List<Variances> measure(Optional<Normalizer.Config> norm, int networks, Lab lab) {
    RandomSource random = RandomSource.of(lab.seed());
    return IntStream.range(0, networks)
        .mapToObj(
            network -> Variances.of(inputs, BLOCKS, norm, random.stream("network " + network)))
        .toList();
  }

  private static double[] of(List<Variances> runs, ToDoubleFunction<Variances> value) {
    return runs.stream().mapToDouble(value).toArray();
  }

  private static double[] means(List<Variances> runs, Function<Variances, double[]> values) {
    return IntStream.range(0, BLOCKS + 2)
        .mapToDouble(stage -> StatUtils.mean(of(runs, run -> values.apply(run)[stage])))
        .toArray();
  }

  private static Claim claim(
      String name, double[] runs, double reference, String source, double tolerance) {
    return Claim.equal(name, StatUtils.mean(runs), reference, source, tolerance);
  }

  @Override
  public void run(Lab lab) {
    int networks = lab.quick() ? 30 : 200;
    List<Variances> plain = measure(Optional.empty(), networks, lab);
    List<Variances> normalized = measure(Optional.of(new BatchNorm.Config()), networks, lab);
    // The first is of the inputs, which were other signals.
    for (int i = 1; i < PUBLISHED.length; i++) {
      int stage = i;
      double[] variances = of(plain, run -> run.variances()[stage]);
      lab.claim(
          claim(
              "variance over the batch: " + STAGES.get(stage),
              variances,
              PUBLISHED[stage],
              "one network computed in NumPy, three digits",
              Spread.of(variances).ofFurther() + ROUNDING * PUBLISHED[stage]));
    }
    for (int i = 1; i <= BLOCKS; i++) {
      int block = i;
      double[] growth = of(plain, run -> run.meanSquares()[block + 1] / run.meanSquares()[block]);
      lab.claim(
          claim(
              "growth of the mean square: " + STAGES.get(block + 1),
              growth,
              2,
              "Prince 2023, section 11.4",
              Spread.of(growth).ofMean()));
      double[] added =
          of(normalized, run -> run.meanSquares()[block + 1] - run.meanSquares()[block]);
      lab.claim(
          claim(
              "added to the mean square with batch norm: " + STAGES.get(block + 1),
              added,
              1,
              "2 E[relu(n)²], n of variance 1",
              Spread.of(added).ofMean()));
    }
    show(plain, normalized, lab);
  }

  private static void show(List<Variances> plain, List<Variances> normalized, Lab lab) {
    double[] stages = IntStream.range(0, STAGES.size()).asDoubleStream().toArray();
    double[] squares = means(plain, Variances::meanSquares);
    double[] variances = means(plain, Variances::variances);
    double[] normSquares = means(normalized, Variances::meanSquares);
    double[] normVariances = means(normalized, Variances::variances);
    TextTable table =
        new TextTable("after", "mean square", "variance", "with batch norm", "variance");
    for (int stage = 0; stage < STAGES.size(); stage++) {
      table.row(
          STAGES.get(stage),
          Numbers.text(squares[stage]),
          Numbers.text(variances[stage]),
          Numbers.text(normSquares[stage]),
          Numbers.text(normVariances[stage]));
    }
    lab.show(table);
    LinePanel doubling =
        panel("Without normalization")
            .logarithmicallyUp()
            .vertically(0.5, 100)
            .line("mean square", stages, squares, Palette.ofSeries(0))
            .line("variance over the batch", stages, variances, Palette.ofSeries(1))
            .points("variance, NumPy", stages, PUBLISHED, Palette.ofSeries(3));
    LinePanel linear =
        panel("Batch norm at the start of each branch")
            .fromZero()
            .line("mean square", stages, normSquares, Palette.ofSeries(0))
            .line("variance over the batch", stages, normVariances, Palette.ofSeries(1));
    lab.figure(
        "residual-variance.png",
        new Figure(
            "Variance in a residual network at its start, means of %s".formatted(plain.size()),
            List.of(doubling, linear)));
  }

  private static LinePanel panel(String title) {
    return new LinePanel(title, "0 input, 1 linear layer, 2…6 residual blocks", "variance")
        .horizontally(0, BLOCKS + 1.0);
  }
}
