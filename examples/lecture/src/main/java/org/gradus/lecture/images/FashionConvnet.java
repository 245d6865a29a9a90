package org.gradus.lecture.images;

import java.util.List;
import org.gradus.datasets.idx.FashionMnistConfig;
import org.gradus.datasets.idx.MnistConfig;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.pooling.MaxPooling;
import org.gradus.layers.shaping.Flatten;
import org.gradus.layers.summary.Summary;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Guessing;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Spread;
import org.gradus.lecture.training.SeededTraining;
import org.gradus.lecture.training.Trained;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.rule.Adam;

/**
 * Tells clothes apart by a small convolutional network, beside a fully connected one with as many
 * parameters: Fashion-MNIST, with the settings of "2 Conv Layers net &lt;100K parameters" in the
 * table of its authors (Ha 2017; Xiao, Rasul and Vollgraf, "Fashion-MNIST: a novel image dataset
 * for benchmarking machine learning algorithms", 2017).
 *
 * <p>Convolutions 5×5 to 32 and to 64 channels, each with ReLU and maximum pooling 2×2, and a
 * linear layer, from PyTorch's start; Adam with the learning rate 0.001 and batches of 1000. The
 * images are standardized by the numbers of MNIST, as there.
 *
 * <p>The full form is scaled down to five of the 30 epochs, and held against the losses that were
 * published of the fifth: those of six batches. It is the mean of three runs. With {@code
 * --published} there are all epochs, and the published test error. The quick form is two epochs
 * over the first 1500 images in batches of 50, tested on the first 1000.
 */
public final class FashionConvnet implements Experiment {
  private static final String SOURCE = "Ha 2017, saved run";
  private static final Spread LOSSES_OF_EPOCH_5 =
      Spread.of(0.256604, 0.308720, 0.291866, 0.312223, 0.294348, 0.227546);
  private static final Spread LOSSES_OF_EPOCH_30 =
      Spread.of(0.083104, 0.133573, 0.122839, 0.116113, 0.107554, 0.102511);
  private static final double PUBLISHED = 100 - 92.47;

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new FashionConvnet(), arguments));
  }

  @Override
  public String name() {
    return "fashion-convnet";
  }

  @Override
  public String title() {
    return "Fashion-MNIST: convolutions tell clothes apart better than as many full connections";
  }

  private static Module convolutional() {
    return Sequential.of(
        Convolution.of(32, 5, 5).withPadding(2),
        new Relu(),
        MaxPooling.of(2, 2),
        Convolution.of(64, 5, 5).withPadding(2),
        new Relu(),
        MaxPooling.of(2, 2),
        new Flatten(),
        Linear.of(10));
  }

  private static Module fullyConnected() {
    return Sequential.of(new Flatten(), Linear.of(105), new Relu(), Linear.of(10));
  }

  private static ByteImages load(Part part, Lab lab) {
    return FashionMnistConfig.of(part).withScaling(MnistConfig.STANDARDIZED).load(lab.data());
  }

  private static SeededTraining training(ByteImages train, ByteImages test, Lab lab) {
    if (lab.quick()) {
      return new SeededTraining(train, test, 50, 2, 1).onFirst(1500, 1000);
    }
    return new SeededTraining(train, test, 1000, lab.published() ? 30 : 5, 3);
  }

  @Override
  public void run(Lab lab) {
    ByteImages train = load(Part.TRAIN, lab);
    ByteImages test = load(Part.TEST, lab);
    SeededTraining training = training(train, test, lab);
    Adam adam = new Adam();
    Trained convnet = training.of("convolutional", FashionConvnet::convolutional, 0.001, adam, lab);
    Trained mlp = training.of("fully connected", FashionConvnet::fullyConnected, 0.001, adam, lab);
    lab.print("%s epochs; published are 30", training.epochs());
    lab.show(Summary.of(convnet.first(), train.get(0).inputs()));
    lab.show(Trained.table(convnet, mlp));

    lab.claim(convnet.parameters(83_466, SOURCE));
    if (lab.quick()) {
      for (Trained each : List.of(convnet, mlp)) {
        lab.claim(
            Guessing.beaten(
                "test error (%): " + each.name(), each.testError(), training.test().size()));
      }
    } else {
      claim(convnet, lab);
      lab.claim(convnet.better(mlp, "lecture: what knows of images needs less"));
    }
    lab.figure(
        "fashion-convnet.png",
        new Figure(
            "Fashion-MNIST, networks of 83,000 parameters",
            List.of(
                Trained.testErrors(convnet, mlp).vertically(0, 40),
                Confusions.panel(convnet.first(), training.test(), test.classNames()))));
  }

  private static void claim(Trained convnet, Lab lab) {
    Spread published = lab.published() ? LOSSES_OF_EPOCH_30 : LOSSES_OF_EPOCH_5;
    lab.claim(
        convnet.published(
            "training loss of the last epoch (nats)",
            epoch -> epoch.train().loss(),
            published.mean(),
            SOURCE,
            published.ofMean()));
    if (lab.published()) {
      lab.claim(
          convnet.published("test error (%)", epoch -> epoch.test().error(), PUBLISHED, SOURCE, 0));
    }
  }
}
