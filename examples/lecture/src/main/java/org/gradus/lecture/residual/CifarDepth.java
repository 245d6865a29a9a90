package org.gradus.lecture.residual;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.image.Part;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.Recalibration;
import org.gradus.layers.pooling.AveragePooling;
import org.gradus.layers.residual.CifarResNet;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Guessing;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.SamplingError;
import org.gradus.lecture.training.Comparison;
import org.gradus.lecture.training.Descent;
import org.gradus.lecture.training.Epoch;
import org.gradus.lecture.training.ScoredDescent;
import org.gradus.optimizers.chart.Figure;

/**
 * Trains convolutional networks of 20 and 56 layers, plain and residual, on CIFAR-10: figure 11.2
 * of Prince, "Understanding deep learning" (2023), after He, Zhang, Ren and Sun, "Deep residual
 * learning for image recognition" (2016), figure 6.
 *
 * <p>The networks are the published ones. Scaled down: the first 4000 training and 1000 test
 * images, averaged to 16 × 16 pixels; 8 epochs of batches of 100 at a learning rate of 0.02 with
 * momentum 0.9, without augmentation and weight decay; three runs. In so few steps the running
 * statistics of 55 batch norms lag behind, so they are taken anew, of 100 training images, before
 * the networks are scored. What is claimed is the order of the training errors, and the size of the
 * networks.
 *
 * <p>The published form is {@link CifarTraining} on all images, once for each network: days on two
 * cores, and resumed where it was interrupted. It claims the published test errors of 8.75 % with
 * 20 and 6.97 % with 56 residual layers too. The quick form is one run of the plain networks on 300
 * images, averaged to 8 × 8 pixels, for 3 epochs of batches of 25. One run says nothing of an
 * order, so it claims only that 20 layers learn.
 */
public final class CifarDepth implements Experiment {
  private static final String SOURCE = "He et al. 2016, figure 6";

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new CifarDepth(), arguments));
  }

  @Override
  public String name() {
    return "cifar-depth";
  }

  @Override
  public String title() {
    return "CIFAR-10: 56 plain convolutional layers do worse than 20, residual ones do not";
  }

  private static Module network(
      CifarResNet design, int pooling, Dataset train, RandomSource random) {
    Module network =
        Sequential.of(AveragePooling.of(pooling, pooling), design.create(Plugins.load()));
    network.build(train.get(0).inputs().shape(), random);
    return network;
  }

  @Override
  public void run(Lab lab) {
    CifarNetworks.claimParameters(lab);
    if (lab.published()) {
      runPublished(lab);
    } else {
      runPart(lab);
    }
  }

  private static void runPublished(Lab lab) {
    CifarTraining training = CifarTraining.published(lab.data());
    RandomSource random = RandomSource.of(lab.seed());
    Comparison comparison = new Comparison();
    for (CifarResNet design : CifarNetworks.ALL) {
      String label = CifarNetworks.label(design);
      lab.print("%s: checkpoints are in %s", label, lab.file(label));
      comparison.add(label, training.curves(design, random.stream(label), lab.file(label)));
    }
    lab.claim(testError(CifarResNet.ofDepth(20), 8.75, comparison, training.test().size()));
    lab.claim(testError(CifarResNet.ofDepth(56), 6.97, comparison, training.test().size()));
    String shallow = CifarNetworks.label(CifarNetworks.ALL.get(0));
    String deep = CifarNetworks.label(CifarNetworks.ALL.get(1));
    ToDoubleFunction<Epoch> trainError = epoch -> epoch.train().error();
    double error = comparison.of(shallow).meanOfLast(trainError);
    lab.claim(
        Claim.below(
            "train error (%%): %s, below that of %s".formatted(shallow, deep),
            error,
            comparison.of(deep).meanOfLast(trainError),
            SOURCE,
            SamplingError.ofDifference(error, training.train().size())));
    show(comparison, CifarNetworks.ALL, lab);
  }

  /** Claims the test error of a network, up to the sampling error of both. */
  private static Claim testError(
      CifarResNet design, double published, Comparison comparison, int examples) {
    return Claim.equal(
        "test error (%): " + CifarNetworks.label(design),
        comparison.of(CifarNetworks.label(design)).meanOfLast(epoch -> epoch.test().error()),
        published,
        "He et al. 2016, table 6",
        SamplingError.ofDifference(published, examples));
  }

  private static void runPart(Lab lab) {
    Dataset train = CifarSample.first(lab.quick() ? 300 : 4000, Part.TRAIN, lab.data());
    Dataset test = CifarSample.first(lab.quick() ? 100 : 1000, Part.TEST, lab.data());
    int pooling = lab.quick() ? 4 : 2;
    Dataset sample = train.select(IntStream.range(0, lab.quick() ? 25 : 100).toArray());
    Descent descent = new Descent(train, lab.quick() ? 25 : 100, 0.02);
    ScoredDescent training =
        new ScoredDescent(
            descent,
            test,
            lab.quick() ? 3 : 8,
            lab.quick() ? 1 : 2,
            lab.quick() ? 1 : 3,
            network -> Recalibration.run(network, List.of(sample.all().inputs())));
    lab.print(
        "scaled down: %s images of %s × %s pixels, %s steps; published are 50,000 of 32 × 32, 64,000",
        train.size(), 32 / pooling, 32 / pooling, training.epochs() * descent.stepsOfEpoch());
    List<CifarResNet> designs = lab.quick() ? CifarNetworks.ALL.subList(0, 2) : CifarNetworks.ALL;
    Comparison comparison = new Comparison();
    for (CifarResNet design : designs) {
      comparison.add(
          CifarNetworks.label(design),
          training.curves(
              CifarNetworks.label(design), random -> network(design, pooling, train, random), lab));
    }
    if (lab.quick()) {
      lab.claim(learns(CifarNetworks.label(designs.get(0)), comparison, train.size()));
    } else {
      String deep = CifarNetworks.label(designs.get(1));
      lab.claim(comparison.learnsBetter(CifarNetworks.label(designs.get(0)), deep, SOURCE));
      lab.claim(comparison.learnsBetter(CifarNetworks.label(designs.get(2)), deep, SOURCE));
    }
    show(comparison, designs, lab);
  }

  private static void show(Comparison comparison, List<CifarResNet> designs, Lab lab) {
    String[] labels = designs.stream().map(CifarNetworks::label).toArray(String[]::new);
    lab.show(comparison.table());
    lab.figure(
        "cifar-depth.png",
        new Figure(
            "Depth and error on " + (lab.published() ? "CIFAR-10" : "a part of CIFAR-10"),
            List.of(
                comparison
                    .panel("Training set", "train error (%)", e -> e.train().error(), labels)
                    .vertically(0, 100),
                comparison
                    .panel("Test set", "test error (%)", e -> e.test().error(), labels)
                    .vertically(0, 100))));
  }

  private static Claim learns(String kind, Comparison comparison, int examples) {
    return Guessing.beaten(
        "train error (%), below that of guessing: " + kind,
        comparison.of(kind).meanOfLast(epoch -> epoch.train().error()),
        examples);
  }
}
