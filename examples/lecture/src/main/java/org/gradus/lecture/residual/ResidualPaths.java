package org.gradus.lecture.residual;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.commons.math3.util.CombinatoricsUtils;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
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

  /** Returns the branches of so many blocks, each a linear layer of ReLUs. */
  private static List<Module> branches(int blocks, RandomSource random) {
    return IntStream.range(0, blocks)
        .mapToObj(block -> branch(random.stream("block " + block)))
        .toList();
  }

  private static Module branch(RandomSource random) {
    Module branch = Sequential.of(new Relu(), Linear.of(WIDTH).withWeight(He.normal()));
    Construction.of(DType.FLOAT64, random).build(branch, Shape.of(1, WIDTH));
    return branch;
  }

  /**
   * Returns the gradient of Σ y by one path alone, with respect to the input: of each block h ← h +
   * f(h), it goes through the branch or past it, and the other way counts as a constant.
   *
   * @param path the blocks, as bits, whose branches it takes
   */
  private static Tensor alongPath(List<Module> branches, Tensor inputs, int path) {
    Tensor x = inputs.tracked();
    Tensor h = x;
    for (int block = 0; block < branches.size(); block++) {
      Tensor f = branches.get(block).forward(h, Context.eval());
      h = (path >> block & 1) == 1 ? f.add(h.detach()) : h.add(f.detach());
    }
    return h.sum().backward().of(x);
  }

  private static Tensor alongAllPaths(List<Module> branches, Tensor inputs) {
    Tensor x = inputs.tracked();
    Tensor h = x;
    for (Module branch : branches) {
      h = h.add(branch.forward(h, Context.eval()));
    }
    return h.sum().backward().of(x);
  }

  private static double meanSquare(Tensor gradient) {
    return gradient.square().mean().item();
  }

  @Override
  public void run(Lab lab) {
    RandomSource random = RandomSource.of(lab.seed());
    double[] values = new double[EXAMPLES * WIDTH];
    random.stream("inputs").fillGaussian(values, 0, values.length);
    Tensor inputs = Tensor.of(values, Shape.of(EXAMPLES, WIDTH));

    List<Module> few = branches(PUBLISHED.length - 1, random);
    claimSum(few, inputs, lab);
    double[] counts = new Unravelled(few, inputs).counts();
    for (int length = 0; length < counts.length; length++) {
      lab.claim(
          Claim.equal(
              "4 blocks: paths of length %s".formatted(length),
              counts[length],
              PUBLISHED[length],
              "Prince 2023, figure 11.4",
              0));
    }
    draw(new Unravelled(branches(lab.quick() ? 8 : 12, random), inputs), lab);
  }

  private static void claimSum(List<Module> branches, Tensor inputs, Lab lab) {
    Tensor sum =
        IntStream.range(0, 1 << branches.size())
            .mapToObj(path -> alongPath(branches, inputs, path))
            .reduce(Tensor::add)
            .orElseThrow();
    Tensor gradient = alongAllPaths(branches, inputs);
    lab.claim(
        Claim.equal(
            "4 blocks: the gradient, less the sum of those of 16 paths (share of its norm)",
            Math.sqrt(meanSquare(gradient.sub(sum)) / meanSquare(gradient)),
            0,
            "Veit et al. 2016; rounding of float64",
            ROUNDING));
  }

  /** The paths of a network, by length: how many have a gradient, and its mean square on one. */
  private record Unravelled(double[] counts, double[] meanSquares) {
    Unravelled(List<Module> branches, Tensor inputs) {
      this(new double[branches.size() + 1], new double[branches.size() + 1]);
      for (int path = 0; path < 1 << branches.size(); path++) {
        double square = meanSquare(alongPath(branches, inputs, path));
        int length = Integer.bitCount(path);
        counts[length] += square > 0 ? 1 : 0;
        meanSquares[length] +=
            square / CombinatoricsUtils.binomialCoefficient(branches.size(), length);
      }
    }

    int blocks() {
      return counts.length - 1;
    }
  }

  private static void draw(Unravelled paths, Lab lab) {
    int blocks = paths.blocks();
    double[] lengths = IntStream.rangeClosed(0, blocks).asDoubleStream().toArray();
    double[] binomial =
        IntStream.rangeClosed(0, blocks)
            .mapToDouble(length -> CombinatoricsUtils.binomialCoefficientDouble(blocks, length))
            .toArray();
    double[] shares =
        IntStream.rangeClosed(0, blocks)
            .mapToDouble(length -> paths.counts[length] * paths.meanSquares[length])
            .toArray();
    TextTable table = new TextTable("length", "paths", "mean square of the gradient on one");
    for (int length = 0; length <= blocks; length++) {
      table.row(
          String.valueOf(length),
          Numbers.text(paths.counts[length]),
          Numbers.text(paths.meanSquares[length]));
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
            .points("paths with a gradient", lengths, paths.counts, Palette.ofSeries(1));
    LinePanel strength =
        new LinePanel("Gradients", "length of path (branches taken)", "mean square of gradient")
            .horizontally(0, blocks)
            .fromZero()
            .points("one path, mean", lengths, paths.meanSquares, Palette.ofSeries(1))
            .level("He's start: 1", 0, blocks, 1);
    String title = "%s residual blocks are %s paths".formatted(blocks, 1 << blocks);
    lab.figure("residual-paths.png", new Figure(title, List.of(number, strength)));
  }
}
