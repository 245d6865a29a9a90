package org.gradus.lecture.residual;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.Spread;
import org.gradus.lecture.training.Descent;
import org.gradus.lecture.training.Score;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.chart.ContourPanel;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.Grid;
import org.gradus.optimizers.chart.SurfacePanel;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Draws the loss around the parameters of trained networks with and without skip connections, in
 * two random directions: figure 11.13 of Prince, "Understanding deep learning" (2023), after Li,
 * Xu, Taylor, Studer and Goldstein, "Visualizing the loss landscape of neural nets" (2018).
 *
 * <p>As published: batch normalization, directions normalized by filters, a grid of 51 × 51 places
 * over [−1, 1]². Scaled down: 30 fully connected layers of 40 units on MNIST-1D in place of 56
 * convolutions on CIFAR-10, as 56 plain layers of this kind do not learn; 20 epochs, and the loss
 * over 1000 training signals. Batch norms take the statistics of these signals at each place. The
 * quick form has 3 epochs, 250 signals and 15 × 15 places.
 *
 * <p>The roughness is the share of second differences along the grid that are negative: 0 of a
 * bowl, a half of noise. It is a mean over planes.
 */
public final class LossSurface implements Experiment {
  private static final int DEPTH = 30;
  private static final int WIDTH = 40;
  private static final int BATCH_SIZE = 100;
  private static final double LEARNING_RATE = 0.05;
  private static final int PLANES = 3;
  private static final String ACROSS = "direction 1";
  private static final String UP = "direction 2";
  private static final String LOSS = "loss (nats)";

  private final Dataset train = Mnist1dSettings.published().generate().train();

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new LossSurface(), arguments));
  }

  @Override
  public String name() {
    return "loss-surface";
  }

  @Override
  public String title() {
    return "Loss surfaces of deep networks: smoother with skip connections";
  }

  /** Returns the surfaces over several planes around a trained network. */
  private List<Grid> surfaces(DeepNetwork design, Lab lab) {
    RandomSource random = RandomSource.of(lab.seed()).stream(design.label());
    Module network = design.create(random.stream("network"));
    int steps = (lab.quick() ? 3 : 20) * train.size() / BATCH_SIZE;
    new Descent(train, BATCH_SIZE, LEARNING_RATE).run(network, steps, random.stream("training"));
    Batch examples = train.get(IntStream.range(0, lab.quick() ? 250 : 1000).toArray());
    Score score = Score.of(network, examples);
    lab.print(
        "%s: training loss %.3f nats, error %.1f %%", design.label(), score.loss(), score.error());
    int places = lab.quick() ? 15 : 51;
    Workspace workspace = new Workspace();
    List<Grid> surfaces = new ArrayList<>();
    try (TextProgress bar = lab.progress(design.label(), PLANES)) {
      for (int plane = 0; plane < PLANES; plane++) {
        surfaces.add(
            new Plane(network, random.stream("plane " + plane))
                .grid(places, moved -> workspace.step(() -> loss(moved, examples, random))));
        bar.step();
      }
    }
    return surfaces;
  }

  /** Returns the loss where batch norms take the statistics of the examples. */
  private static double loss(Module network, Batch examples, RandomSource random) {
    return Autograd.noGrad(
        () -> {
          Tensor scores = network.forward(examples.inputs(), Context.train(random));
          return new CrossEntropy().of(scores, examples.targets()).item();
        });
  }

  /** Returns the share of second differences along rows and columns that are negative. */
  static double roughness(Grid grid) {
    double[][] h = grid.heights();
    int n = h.length;
    long negative = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 1; j + 1 < n; j++) {
        negative += h[i][j - 1] + h[i][j + 1] < 2 * h[i][j] ? 1 : 0;
        negative += h[j - 1][i] + h[j + 1][i] < 2 * h[j][i] ? 1 : 0;
      }
    }
    return negative / (2.0 * n * (n - 2));
  }

  @Override
  public void run(Lab lab) {
    List<Grid> skips = surfaces(new DeepNetwork(DEPTH, WIDTH, true), lab);
    List<Grid> plain = surfaces(new DeepNetwork(DEPTH, WIDTH, false), lab);
    double[] roughnessOfSkips = skips.stream().mapToDouble(LossSurface::roughness).toArray();
    double[] roughnessOfPlain = plain.stream().mapToDouble(LossSurface::roughness).toArray();
    TextTable table = new TextTable("plane", "roughness with skips", "plain");
    for (int plane = 0; plane < PLANES; plane++) {
      table.row(
          String.valueOf(plane + 1),
          Numbers.text(roughnessOfSkips[plane]),
          Numbers.text(roughnessOfPlain[plane]));
    }
    lab.show(table);
    lab.claim(
        Claim.below(
            "roughness with skip connections, below that of plain layers",
            StatUtils.mean(roughnessOfSkips),
            StatUtils.mean(roughnessOfPlain),
            "Li et al. 2018, figure 1",
            Spread.of(roughnessOfSkips).ofDifference(Spread.of(roughnessOfPlain))));
    draw(skips.get(0), plain.get(0), lab);
  }

  private static void draw(Grid skips, Grid plain, Lab lab) {
    lab.figure(
        "loss-surface.png",
        new Figure(
            "Loss around the parameters of %s trained layers".formatted(DEPTH),
            2,
            List.of(
                surface("a) With skip connections", skips),
                surface("b) Without", plain),
                contours("a) With skip connections", skips),
                contours("b) Without", plain))));
  }

  private static SurfacePanel surface(String title, Grid grid) {
    return new SurfacePanel(title, ACROSS, UP, LOSS, grid);
  }

  private static ContourPanel contours(String title, Grid grid) {
    return new ContourPanel(title, ACROSS, UP, LOSS, grid);
  }
}
