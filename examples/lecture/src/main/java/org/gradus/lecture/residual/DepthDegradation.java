package org.gradus.lecture.residual;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.training.Comparison;
import org.gradus.lecture.training.Descent;
import org.gradus.lecture.training.Epoch;
import org.gradus.lecture.training.ScoredDescent;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

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
 * is three runs of two epochs of networks of 4 and 56 layers.
 */
public final class DepthDegradation implements Experiment {
  private static final int WIDTH = 40;
  private static final int SHALLOW = 4;
  private static final int DEEP = 56;
  private static final int BATCH_SIZE = 100;
  private static final double LEARNING_RATE = 0.05;
  private static final ToDoubleFunction<Epoch> TRAIN_ERROR = epoch -> epoch.train().error();
  private static final ToDoubleFunction<Epoch> TEST_ERROR = epoch -> epoch.test().error();
  private static final String SOURCE = "He et al. 2016, figures 1 and 6";

  private final Mnist1d data = Mnist1dSettings.published().generate();

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

  @Override
  public void run(Lab lab) {
    int epochs = lab.quick() ? 2 : 20;
    Descent descent = new Descent(data.train(), BATCH_SIZE, LEARNING_RATE);
    ScoredDescent training = new ScoredDescent(descent, data.test(), epochs, 1, 3, network -> {});
    int[] depths = lab.quick() ? new int[] {SHALLOW, DEEP} : new int[] {SHALLOW, 10, 20, 30, DEEP};
    Comparison comparison = new Comparison();
    for (boolean skips : new boolean[] {false, true}) {
      for (int depth : depths) {
        DeepNetwork design = new DeepNetwork(depth, WIDTH, skips);
        comparison.add(design.label(), training.curves(design.label(), design::create, lab));
      }
    }
    lab.show(comparison.table());
    String shallow = label(SHALLOW, false);
    String deep = label(DEEP, false);
    String residual = label(DEEP, true);
    lab.claim(comparison.learnsBetter(shallow, deep, SOURCE));
    lab.claim(comparison.learnsBetter(residual, deep, SOURCE));
    LinePanel curves =
        comparison
            .panel(
                "Training",
                "train error (%)",
                TRAIN_ERROR,
                shallow,
                deep,
                label(SHALLOW, true),
                residual)
            .vertically(0, 100);
    lab.figure(
        "depth-degradation.png",
        new Figure(
            "Depth and error on MNIST-1D after %s epochs".formatted(epochs),
            List.of(
                curves,
                panel("Training set", "train error (%)", comparison, depths, TRAIN_ERROR),
                panel("Test set", "test error (%)", comparison, depths, TEST_ERROR))));
  }

  private static String label(int depth, boolean skips) {
    return new DeepNetwork(depth, WIDTH, skips).label();
  }

  private static LinePanel panel(
      String title,
      String axis,
      Comparison comparison,
      int[] depths,
      ToDoubleFunction<Epoch> error) {
    LinePanel panel = new LinePanel(title, "layers", axis).horizontally(0, DEEP).vertically(0, 100);
    double[] places = Arrays.stream(depths).asDoubleStream().toArray();
    for (boolean skips : new boolean[] {false, true}) {
      double[] errors =
          Arrays.stream(depths)
              .mapToDouble(depth -> comparison.of(label(depth, skips)).meanOfLast(error))
              .toArray();
      panel.line(
          skips ? "skip connections" : "plain", places, errors, Palette.ofSeries(skips ? 0 : 1));
    }
    return panel;
  }
}
