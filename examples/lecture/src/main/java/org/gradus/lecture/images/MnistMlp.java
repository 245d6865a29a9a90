package org.gradus.lecture.images;

import java.util.List;
import org.gradus.datasets.idx.MnistConfig;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.summary.Summary;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.training.SeededTraining;
import org.gradus.lecture.training.Trained;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.rule.RmsProp;
import org.gradus.regularization.dropout.Dropout;

/**
 * Learns handwritten digits by a fully connected network, with the settings and the result of
 * Keras's example {@code mnist_mlp.py} (Chollet 2015).
 *
 * <p>784-512-512-10 with ReLU, a fifth of the hidden units dropped, Glorot's start; RMSProp with
 * the learning rate 0.001, 20 epochs of batches of 128. The published accuracy is of one run; these
 * are five. The quick form is one run of two epochs over the first 6000 images, tested on the first
 * 2000, and is held against what a linear classifier reached on all of them (LeCun, Bottou, Bengio
 * and Haffner, "Gradient-based learning applied to document recognition", 1998).
 */
public final class MnistMlp implements Experiment {
  private static final String KERAS = "Keras, examples/mnist_mlp.py";
  private static final double PUBLISHED = 100 - 98.40;
  private static final double LINEAR = 12.0;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new MnistMlp(), arguments));
  }

  @Override
  public String name() {
    return "mnist-mlp";
  }

  @Override
  public String title() {
    return "MNIST: a fully connected network of two hidden layers learns handwritten digits";
  }

  private static Module network() {
    return Sequential.of(
        layer(512),
        new Relu(),
        new Dropout(0.2),
        layer(512),
        new Relu(),
        new Dropout(0.2),
        layer(10));
  }

  private static Linear layer(int units) {
    return Linear.of(units).withWeight(Glorot.uniform()).withBias(Constant.zeros());
  }

  @Override
  public void run(Lab lab) {
    ByteImages train = MnistConfig.of(Part.TRAIN).flattened().load(lab.data());
    ByteImages test = MnistConfig.of(Part.TEST).flattened().load(lab.data());
    SeededTraining training =
        lab.quick()
            ? new SeededTraining(train, test, 128, 2, 1).onFirst(6000, 2000)
            : new SeededTraining(train, test, 128, 20, 5);
    Trained mlp =
        training.of(
            "fully connected", MnistMlp::network, 0.001, new RmsProp(0.9, 1e-7, 0, 0, false), lab);
    lab.show(Summary.of(mlp.first(), train.get(0).inputs()));
    lab.show(mlp.curves().table(5));

    lab.claim(mlp.parameters(669_706, KERAS));
    lab.claim(
        lab.quick()
            ? mlp.below(LINEAR, training.test().size(), "LeCun et al. 1998, linear classifier")
            : mlp.published("test error (%)", epoch -> epoch.test().error(), PUBLISHED, KERAS, 0));
    LinePanel errors = mlp.curves().errors().vertically(0, lab.quick() ? 30 : 10);
    errors.level("published test error", 0, training.epochs(), PUBLISHED);
    lab.figure(
        "mnist-mlp.png",
        new Figure(
            "MNIST, 784-512-512-10",
            List.of(errors, Confusions.panel(mlp.first(), training.test(), test.classNames()))));
  }
}
