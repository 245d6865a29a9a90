package org.gradus.lecture.images;

import java.util.List;
import org.gradus.datasets.idx.MnistConfig;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.pooling.MaxPooling;
import org.gradus.layers.shaping.Flatten;
import org.gradus.layers.summary.Summary;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.training.SeededTraining;
import org.gradus.lecture.training.Trained;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.rule.Adam;
import org.gradus.regularization.dropout.Dropout;

/**
 * Learns handwritten digits by two convolutions, with the settings and the results of Keras's
 * example "Simple MNIST convnet" (Chollet 2015, 2020).
 *
 * <p>Convolutions 3×3 to 32 and to 64 channels, each with ReLU and maximum pooling 2×2, half of
 * what is left dropped, a linear layer: a twentieth of the parameters of {@link MnistMlp}, and half
 * its error. Adam with the learning rate 0.001, 15 epochs of batches of 128 over the first 54,000
 * training images. The published numbers are of one run; these are three. The quick form is one run
 * of two epochs over the first 3000 images in batches of 16, tested on the first 2000, and is held
 * against what a linear classifier reached on all of them (LeCun, Bottou, Bengio and Haffner,
 * "Gradient-based learning applied to document recognition", 1998).
 */
public final class MnistConvnet implements Experiment {
  private static final String KERAS = "Keras, Simple MNIST convnet";
  private static final double PUBLISHED = 100 - 99.22;
  private static final double PUBLISHED_LOSS = 0.02395;
  private static final double FULLY_CONNECTED = 100 - 98.40;
  private static final double LINEAR = 12.0;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new MnistConvnet(), arguments));
  }

  @Override
  public String name() {
    return "mnist-convnet";
  }

  @Override
  public String title() {
    return "MNIST: two convolutions have fewer parameters and fewer errors than full connections";
  }

  private static Module network() {
    return Sequential.of(
        convolution(32),
        new Relu(),
        MaxPooling.of(2, 2),
        convolution(64),
        new Relu(),
        MaxPooling.of(2, 2),
        new Flatten(),
        new Dropout(0.5),
        Linear.of(10).withWeight(Glorot.uniform()).withBias(Constant.zeros()));
  }

  private static Convolution convolution(int channels) {
    return Convolution.of(channels, 3, 3).withWeight(Glorot.uniform()).withBias(Constant.zeros());
  }

  @Override
  public void run(Lab lab) {
    ByteImages train = MnistConfig.of(Part.TRAIN).load(lab.data());
    ByteImages test = MnistConfig.of(Part.TEST).load(lab.data());
    SeededTraining training =
        lab.quick()
            ? new SeededTraining(train, test, 16, 2, 1).onFirst(3000, 2000)
            : new SeededTraining(train, test, 128, 15, 3).onFirst(54_000, test.size());
    Adam adam = new Adam(0.9, 0.999, 1e-7, 0, false, false);
    Trained convnet = training.of("convolutional", MnistConvnet::network, 0.001, adam, lab);
    lab.show(Summary.of(convnet.first(), train.get(0).inputs()));
    lab.show(convnet.curves().table(5));

    lab.claim(convnet.parameters(34_826, KERAS));
    if (lab.quick()) {
      lab.claim(
          convnet.below(LINEAR, training.test().size(), "LeCun et al. 1998, linear classifier"));
    } else {
      lab.claim(
          convnet.published("test error (%)", epoch -> epoch.test().error(), PUBLISHED, KERAS, 0));
      lab.claim(
          convnet.published(
              "test loss (nats)", epoch -> epoch.test().loss(), PUBLISHED_LOSS, KERAS, 0));
    }
    LinePanel errors = convnet.curves().errors().vertically(0, lab.quick() ? 30 : 5);
    errors.level("published, convolutional", 0, training.epochs(), PUBLISHED);
    errors.level("published, fully connected", 0, training.epochs(), FULLY_CONNECTED);
    lab.figure(
        "mnist-convnet.png",
        new Figure(
            "MNIST, two convolutions",
            List.of(
                errors, Confusions.panel(convnet.first(), training.test(), test.classNames()))));
  }
}
