package org.gradus.lecture.micrograd;

import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.toy.MoonsConfig;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Uniform;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.losses.classification.Hinge;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Tells two moons apart: the demonstration of micrograd (Karpathy 2020), a network of 2-16-16-1
 * ReLUs with 337 parameters, the loss of support vector machines, and 100 steps of gradient descent
 * on all 100 points.
 *
 * <p>Weights start uniform in [−1, 1] and biases at 0, the learning rate goes from 1 to 0.1, and
 * the squares of all parameters are added to the loss with the weight 0.0001. The full form does so
 * for 20 seeds, of data and weights; the quick form for 3.
 */
public final class Moons implements Experiment {
  private static final String SOURCE = "Karpathy 2020, demo of micrograd";
  private static final int POINTS = 100;
  private static final int STEPS = 100;
  private static final double DECAY = 1e-4;
  private static final int GRID = 45;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new Moons(), arguments));
  }

  @Override
  public String name() {
    return "moons";
  }

  @Override
  public String title() {
    return "Two moons: a network of 337 parameters learns to tell them apart";
  }

  private static Module network(RandomSource random) {
    Module network = Sequential.of(layer(16), new Relu(), layer(16), new Relu(), layer(1));
    network.build(Shape.of(1, 2), random);
    return network;
  }

  private static Linear layer(int units) {
    return Linear.of(units).withWeight(new Uniform(-1, 1)).withBias(Constant.zeros());
  }

  /** Trains a network on all points in every step, and returns the losses. */
  private static double[] train(Module network, Tensor points, Tensor signs) {
    // The gradient of 10⁻⁴ θ² is 2 · 10⁻⁴ θ, which is what weight decay adds.
    Sgd rule = Sgd.plain().withWeightDecay(2 * DECAY);
    Optimizer optimizer = Optimizer.of(network.parameters(), 1, rule);
    double[] losses = new double[STEPS];
    for (int step = 0; step < STEPS; step++) {
      optimizer.setLearningRate(1 - 0.9 * step / STEPS);
      Tensor scores = network.forward(points, Context.train(RandomSource.of(0))).squeeze(1);
      Tensor loss = new Hinge().of(scores, signs);
      losses[step] = loss.item();
      optimizer.step(loss.backward());
    }
    return losses;
  }

  private static Tensor signs(Tensor classes) {
    return classes.cast(DType.FLOAT32).mul(2).sub(1);
  }

  private static double percentRight(Module network, Tensor points, Tensor classes) {
    Tensor scores = network.forward(points).squeeze(1);
    Tensor right = scores.gt(Tensor.scalar(0f)).eq(classes);
    return 100 * right.cast(DType.FLOAT64).mean().item();
  }

  @Override
  public void run(Lab lab) {
    int runs = lab.quick() ? 3 : 20;
    double[] accuracies = new double[runs];
    for (int run = runs - 1; run >= 0; run--) {
      RandomSource random = RandomSource.of(lab.seed() + run);
      Batch moons = MoonsConfig.of(POINTS).withSeed(lab.seed() + run).generate().all();
      Module network = network(random.stream("network"));
      double[] losses = train(network, moons.inputs(), signs(moons.targets()));
      accuracies[run] = percentRight(network, moons.inputs(), moons.targets());
      lab.print(
          "seed %s: loss %.4f, right: %.0f %%",
          lab.seed() + run, losses[STEPS - 1], accuracies[run]);
      if (run == 0) {
        int parameters =
            network.parameters().values().stream().mapToInt(p -> p.shape().elements()).sum();
        lab.claim(Claim.equal("parameters", parameters, 337, SOURCE, 0));
        lab.figure(
            "moons.png",
            new Figure(
                "Two moons, 2-16-16-1 ReLU network",
                List.of(boundary(network, moons), learning(losses))));
      }
    }
    Arrays.sort(accuracies);
    lab.claim(
        Claim.equal(
            "points on their side (%%), median of %s seeds".formatted(runs),
            accuracies[runs / 2],
            100,
            SOURCE,
            0));
  }

  private static LinePanel learning(double[] losses) {
    double[] steps = IntStream.range(0, STEPS).mapToDouble(step -> step).toArray();
    return new LinePanel("Learning", "step", "hinge loss, without the penalty")
        .horizontally(0, STEPS)
        .line("loss", steps, losses, Palette.BLUE.color())
        .fromZero();
  }

  /** Draws the points over a grid, of which each point is as pale as the side that it is on. */
  private static LinePanel boundary(Module network, Batch moons) {
    float[][] grid = new float[GRID * GRID][];
    for (int i = 0; i < grid.length; i++) {
      float across = -1.6f + 4.2f * (i % GRID) / (GRID - 1);
      float up = -1.2f + 2.9f * Math.floorDiv(i, GRID) / (GRID - 1);
      grid[i] = new float[] {across, up};
    }
    float[] scores = network.forward(Tensor.of(grid)).squeeze(1).toFloats();
    float[][] points = moons.inputs().toFloatRows();
    int[] classes = moons.targets().toInts();
    LinePanel panel =
        new LinePanel("What the network says", "first coordinate", "second coordinate");
    Color[] colors = {Palette.VERMILLION.color(), Palette.BLUE.color()};
    Color[] pale = {Palette.VERMILLION.color(0.2), Palette.BLUE.color(0.2)};
    for (int side = 0; side < 2; side++) {
      boolean above = side == 1;
      add(panel, "said to be " + side, grid, i -> scores[i] > 0 == above, pale[side]);
    }
    for (int side = 0; side < 2; side++) {
      int moon = side;
      add(panel, "moon " + side, points, i -> classes[i] == moon, colors[side]);
    }
    return panel;
  }

  private static void add(
      LinePanel panel, String name, float[][] points, IntPredicate chosen, Color color) {
    int[] indices = IntStream.range(0, points.length).filter(chosen).toArray();
    panel.points(
        name,
        IntStream.of(indices).mapToDouble(i -> points[i][0]).toArray(),
        IntStream.of(indices).mapToDouble(i -> points[i][1]).toArray(),
        color);
  }
}
