package org.gradus.lecture.residual;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Unravels a residual network into its paths: figure 11.4 of Prince, "Understanding deep learning"
 * (2023), after Veit, Wilber and Belongie, "Residual networks behave like ensembles of relatively
 * shallow networks" (2016).
 *
 * <p>A signal takes the branch of each block or passes by it: K blocks have 2ᴷ paths, and as many
 * of length l as there are ways to choose l of K. With the branches' Jacobians Jₖ the gradient is
 * the product of (1 + Jₖ), which is the sum over paths of the products of the Jₖ along them. Here
 * each path's gradient is computed alone, by letting it through one way of each block only. As He's
 * start keeps the mean square of gradients along every branch, all paths weigh the same, and what a
 * network of K blocks learns by are mostly paths of K / 2 branches.
 *
 * <p>Four blocks as in the figure, and twelve, eight in the quick form, for the distribution.
 */
public final class ResidualPaths implements Experiment {
  private static final int WIDTH = 40;
  private static final int EXAMPLES = 8;
  private static final int[] PUBLISHED = {1, 4, 6, 4, 1};

  /** Of sums of 16 float64 products that cancel in part: some hundred units of the last place. */
  private static final double ROUNDING = 256 * Math.ulp(1.0);

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new ResidualPaths(), arguments));
  }

  @Override
  public String name() {
    return "residual-paths";
  }

  @Override
  public String title() {
    return "Residual networks unravel: K blocks are 2ᴷ paths, of binomial lengths";
  }

  @Override
  public void run(Lab lab) {
    RandomSource random = RandomSource.of(lab.seed());
    double[] values = new double[EXAMPLES * WIDTH];
    random.stream("inputs").fillGaussian(values, 0, values.length);
    Tensor inputs = Tensor.of(values, Shape.of(EXAMPLES, WIDTH));

    UnravelledNetwork small = UnravelledNetwork.of(PUBLISHED.length - 1, inputs, random);
    claimSum(small, lab);
    double[] counts = small.byLength().counts();
    for (int length = 0; length < counts.length; length++) {
      lab.claim(
          Claim.equal(
              "4 blocks: paths of length %s".formatted(length),
              counts[length],
              PUBLISHED[length],
              "Prince 2023, figure 11.4",
              0));
    }
    draw(UnravelledNetwork.of(lab.quick() ? 8 : 12, inputs, random).byLength(), lab);
  }

  private static void claimSum(UnravelledNetwork network, Lab lab) {
    Tensor sum =
        IntStream.range(0, network.paths())
            .mapToObj(network::alongPath)
            .reduce(Tensor::add)
            .orElseThrow();
    Tensor gradient = network.alongAllPaths();
    Tensor difference = gradient.sub(sum);
    lab.claim(
        Claim.equal(
            "4 blocks: the gradient, less the sum of those of 16 paths (share of its norm)",
            Math.sqrt(difference.square().mean().item() / gradient.square().mean().item()),
            0,
            "Veit et al. 2016; rounding of float64",
            ROUNDING));
  }

  private static void draw(UnravelledNetwork.Lengths paths, Lab lab) {
    int blocks = paths.blocks();
    double[] lengths = IntStream.rangeClosed(0, blocks).asDoubleStream().toArray();
    double[] binomial =
        IntStream.rangeClosed(0, blocks)
            .mapToDouble(length -> CombinatoricsUtils.binomialCoefficientDouble(blocks, length))
            .toArray();
    double[] shares =
        IntStream.rangeClosed(0, blocks)
            .mapToDouble(length -> paths.counts()[length] * paths.meanSquares()[length])
            .toArray();
    TextTable table = new TextTable("length", "paths", "mean square of the gradient on one");
    for (int length = 0; length <= blocks; length++) {
      table.row(
          String.valueOf(length),
          Numbers.text(paths.counts()[length]),
          Numbers.text(paths.meanSquares()[length]));
    }
    lab.show(table);
    double total = DoubleStream.of(shares).sum();
    double mean = IntStream.rangeClosed(0, blocks).mapToDouble(l -> l * shares[l]).sum() / total;
    lab.print("%nmean length of a path, weighted by its gradient: %.2f of %s", mean, blocks);
    LinePanel number =
        new LinePanel("Paths", "length of path (branches taken)", "number of paths")
            .horizontally(0, blocks)
            .fromZero()
            .line("ways to choose", lengths, binomial, Palette.ofSeries(0))
            .points("paths with a gradient", lengths, paths.counts(), Palette.ofSeries(1));
    LinePanel strength =
        new LinePanel("Gradients", "length of path (branches taken)", "mean square of gradient")
            .horizontally(0, blocks)
            .fromZero()
            .points("one path, mean", lengths, paths.meanSquares(), Palette.ofSeries(1))
            .level("He's start: 1", 0, blocks, 1);
    String title = "%s residual blocks are %s paths".formatted(blocks, 1 << blocks);
    lab.figure("residual-paths.png", new Figure(title, List.of(number, strength)));
  }
}
