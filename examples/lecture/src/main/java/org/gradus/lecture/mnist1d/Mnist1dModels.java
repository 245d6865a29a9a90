package org.gradus.lecture.mnist1d;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.layers.residual.Residual;
import org.gradus.layers.shaping.Flatten;
import org.gradus.layers.shaping.Unflatten;
import org.gradus.lecture.chart.BarPanel;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.training.SeededTraining;
import org.gradus.lecture.training.Trained;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.rule.Adam;

/**
 * Compares a linear model, a network of fully connected layers, a convolutional and a recurrent one
 * on MNIST-1D, with the settings and the results of Greydanus and Kobak, "Scaling down deep
 * learning with MNIST-1D" (2024).
 *
 * <p>Adam with the learning rate 0.01 makes 6000 steps on batches of 100 taken in order. What knows
 * that signals are shifted, does better. Published is one run of each, here are five. The quick
 * form makes 400 steps in each of three runs, and leaves out the recurrent network.
 */
public final class Mnist1dModels implements Experiment {
  private static final String SOURCE = "Greydanus and Kobak 2024, saved run";
  private static final List<Published> MODELS =
      List.of(
          new Published("linear", Mnist1dModels::linear, 31.5, 410),
          new Published("fully connected", Mnist1dModels::fullyConnected, 65.1, 15_210),
          new Published("convolutional", Mnist1dModels::convolutional, 92.3, 5210),
          new Published("recurrent", Mnist1dModels::recurrent, 89.1, 5134));

  /** What was published of a model: its test accuracy in percent, and its number of parameters. */
  private record Published(String name, Supplier<Module> model, double accuracy, int parameters) {}

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new Mnist1dModels(), arguments));
  }

  @Override
  public String name() {
    return "mnist1d-models";
  }

  @Override
  public String title() {
    return "MNIST-1D: linear, fully connected, convolutional and recurrent networks";
  }

  private static Module linear() {
    return Linear.of(10);
  }

  private static Module fullyConnected() {
    return Sequential.of(
        Linear.of(100),
        new Relu(),
        Residual.of(Sequential.of(Linear.of(100), new Relu())),
        Linear.of(10));
  }

  private static Module convolutional() {
    return Sequential.of(
        Unflatten.of(1, 1, 40),
        convolution(5),
        new Relu(),
        convolution(3),
        new Relu(),
        convolution(3),
        new Relu(),
        new Flatten(),
        Linear.of(10));
  }

  private static Convolution convolution(int kernel) {
    return Convolution.of(25, kernel).withStride(2).withPadding(1);
  }

  private static Module recurrent() {
    return Sequential.of(
        Unflatten.of(1, 40, 1),
        Recurrent.of(Gru.of(6)).bidirectional(),
        new Flatten(),
        Linear.of(10));
  }

  @Override
  public void run(Lab lab) {
    Mnist1d data = Mnist1dSettings.published().generate();
    SeededTraining training =
        new SeededTraining(
                data.train(), data.test(), 100, lab.quick() ? 10 : 150, lab.quick() ? 3 : 5)
            .inOrder();
    List<Published> models = lab.quick() ? MODELS.subList(0, 3) : MODELS;
    List<Trained> trained = new ArrayList<>();
    BarPanel bars = new BarPanel("Test accuracy, means of %s runs".formatted(training.runs()), "%");
    for (Published each : models) {
      Trained model = training.of(each.name, each.model, 0.01, new Adam(), lab);
      trained.add(model);
      bars.bar(each.name, 100 - model.testError(), Palette.BLUE.color());
      bars.bar("published", each.accuracy, Palette.SKY.color());
      lab.claim(model.parameters(each.parameters, SOURCE));
      if (!lab.quick()) {
        lab.claim(
            model.published(
                "test error (%)", epoch -> epoch.test().error(), 100 - each.accuracy, SOURCE, 0));
      }
    }
    lab.show(Trained.table(trained.toArray(Trained[]::new)));
    lab.claim(trained.get(1).better(trained.get(0), SOURCE));
    lab.claim(trained.get(2).better(trained.get(1), SOURCE));
    lab.figure(
        "accuracies.png",
        new Figure("MNIST-1D", List.of(bars, Trained.testErrors(trained.toArray(Trained[]::new)))));
  }
}
