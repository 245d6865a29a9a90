package org.gradus.lecture.residual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.gradus.core.random.RandomSource;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.SamplingError;
import org.gradus.lecture.training.Descent;
import org.gradus.lecture.training.Epoch;
import org.gradus.lecture.training.LearningCurves;
import org.gradus.lecture.training.Score;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Trains ever deeper networks, with skip connections and without: figure 11.2 of Prince,
 * "Understanding deep learning" (2023), after He, Zhang, Ren and Sun, "Deep residual learning for
 * image recognition" (2016).
 *
 * <p>Deeper plain networks do worse on the training data too, so that it is not overfitting; with
 * skip connections they learn. On CIFAR-10 a plain network of 56 layers does worse than one of 20,
 * while the test error of residual networks falls from 8.75 % with 20 layers to 6.97 % with 56.
 *
 * <p>Scaled down: fully connected layers of 40 units with batch normalization on MNIST-1D; 20
 * epochs of batches of 100 at a learning rate of 0.05 with momentum 0.9, three runs. The quick form
 * is one run of three epochs of networks of 4, 20 and 56 layers.
 */
public final class DepthDegradation implements Experiment {
  private static final int WIDTH = 40;
  private static final int SHALLOW = 4;
  private static final int DEEP = 56;
  private static final int BATCH_SIZE = 100;
  private static final double LEARNING_RATE = 0.05;
  private static final String SOURCE = "He et al. 2016, figures 1 and 6";

  private final Mnist1d data = Mnist1dSettings.published().generate();
  private final Dataset train = data.train();
  private final Dataset test = data.test();

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new DepthDegradation(), arguments));
  }

  @Override
  public String name() {
    return "depth-degradation";
  }

  @Override
  public String title() {
    return "Deeper plain networks are worse on training data too; residual networks are not";
  }

  private LearningCurves curves(DeepNetwork design, int runs, int epochs, Lab lab) {
    List<List<Epoch>> curves = new ArrayList<>();
    try (TextProgress bar = lab.progress(design.label(), (long) runs * epochs)) {
      for (int run = 0; run < runs; run++) {
        RandomSource random = RandomSource.of(lab.seed() + run);
        Module network = design.create(random.stream("network"));
        Descent descent = new Descent(train, BATCH_SIZE, LEARNING_RATE);
        List<Epoch> curve = new ArrayList<>();
        descent.run(
            network,
            epochs * descent.stepsOfEpoch(),
            random.stream("training"),
            epoch -> {
              curve.add(
                  new Epoch(
                      epoch,
                      LEARNING_RATE,
                      Score.of(network, train.all()),
                      Score.of(network, test.all())));
              bar.step();
            });
        curves.add(curve);
      }
    }
    return new LearningCurves(curves);
  }

  @Override
  public void run(Lab lab) {
    int runs = lab.quick() ? 1 : 3;
    int epochs = lab.quick() ? 3 : 20;
    int[] depths = lab.quick() ? new int[] {4, 20, 56} : new int[] {4, 10, 20, 30, 56};
    TextTable table = new TextTable("network", "train error %", "test error %");
    Map<DeepNetwork, LearningCurves> all = new LinkedHashMap<>();
    for (boolean skips : new boolean[] {false, true}) {
      for (int depth : depths) {
        DeepNetwork design = new DeepNetwork(depth, WIDTH, skips);
        LearningCurves curves = curves(design, runs, epochs, lab);
        all.put(design, curves);
        table.row(
            design.label(), Numbers.text(trainError(curves)), Numbers.text(testError(curves)));
      }
    }
    lab.show(table);
    claim(all, runs, lab);
    lab.figure(
        "depth-degradation.png",
        new Figure(
            "Depth and error on MNIST-1D after %s epochs".formatted(epochs),
            List.of(
                curvesPanel(all, epochs),
                depthPanel(
                    "Training set", "train error (%)", all, depths, DepthDegradation::trainError),
                depthPanel(
                    "Test set", "test error (%)", all, depths, DepthDegradation::testError))));
  }

  private static LearningCurves of(Map<DeepNetwork, LearningCurves> all, DeepNetwork design) {
    return Objects.requireNonNull(all.get(design), design::label);
  }

  private static double trainError(LearningCurves curves) {
    return curves.meanOfLast(epoch -> epoch.train().error());
  }

  private static double testError(LearningCurves curves) {
    return curves.meanOfLast(epoch -> epoch.test().error());
  }

  private void claim(Map<DeepNetwork, LearningCurves> all, int runs, Lab lab) {
    double shallow = trainError(of(all, new DeepNetwork(SHALLOW, WIDTH, false)));
    double deep = trainError(of(all, new DeepNetwork(DEEP, WIDTH, false)));
    double residual = trainError(of(all, new DeepNetwork(DEEP, WIDTH, true)));
    // At 50 % the error of a rate is the largest.
    double chance = SamplingError.ofDifference(50, train.size(), runs);
    lab.claim(
        Claim.below("train error (%): 4 plain layers below 56", shallow, deep, SOURCE, chance));
    lab.claim(
        Claim.below(
            "train error (%): 56 layers with skip connections below 56 plain",
            residual, deep, SOURCE, chance));
  }

  private static LinePanel curvesPanel(Map<DeepNetwork, LearningCurves> all, int epochs) {
    LinePanel panel =
        new LinePanel("Training", "epoch", "train error (%)")
            .horizontally(0, epochs)
            .vertically(0, 150);
    int color = 0;
    for (boolean skips : new boolean[] {false, true}) {
      for (int depth : new int[] {SHALLOW, DEEP}) {
        DeepNetwork design = new DeepNetwork(depth, WIDTH, skips);
        List<Epoch> run = of(all, design).runs().get(0);
        panel.line(
            design.label(),
            run.stream().mapToDouble(Epoch::number).toArray(),
            run.stream().mapToDouble(epoch -> epoch.train().error()).toArray(),
            Palette.ofSeries(color++));
      }
    }
    return panel;
  }

  private static LinePanel depthPanel(
      String title,
      String axis,
      Map<DeepNetwork, LearningCurves> all,
      int[] depths,
      ToDoubleFunction<LearningCurves> error) {
    LinePanel panel = new LinePanel(title, "layers", axis).horizontally(0, DEEP).vertically(0, 120);
    double[] places = Arrays.stream(depths).asDoubleStream().toArray();
    for (boolean skips : new boolean[] {false, true}) {
      double[] errors =
          Arrays.stream(depths)
              .mapToObj(depth -> of(all, new DeepNetwork(depth, WIDTH, skips)))
              .mapToDouble(error)
              .toArray();
      String name = skips ? "skip connections" : "plain";
      panel.line(name, places, errors, Palette.ofSeries(skips ? 0 : 1));
    }
    return panel;
  }
}
