package org.gradus.lecture.normalization;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.Recalibration;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.training.Descent;
import org.gradus.lecture.training.Score;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Shows the downsides of batch normalization that the lecture lists, each beside layer
 * normalization, which has none of them: more parameters to learn, what happens where one forgets
 * to freeze at inference, the dependence between the examples of a batch, and statistics that have
 * to be computed on the whole data set.
 *
 * <p>Networks of four normalized layers of 100 ReLUs on MNIST-1D, trained for 20 epochs, two in the
 * quick form. Source: Ioffe and Szegedy, "Batch normalization: accelerating deep network training
 * by reducing internal covariate shift", 2015; Ba, Kiros and Hinton, "Layer normalization", 2016.
 */
public final class BatchNormDownsides implements Experiment {
  private static final int BATCH_SIZE = 100;
  private static final double LEARNING_RATE = 0.05;
  private static final int[] TEST_BATCHES = {2, 4, 8, 20, 50, 100};

  private final Mnist1d data = Mnist1dSettings.published().generate();
  private final Dataset train = data.train();
  private final Dataset test = data.test();

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new BatchNormDownsides(), arguments));
  }

  @Override
  public String name() {
    return "batch-norm-downsides";
  }

  @Override
  public String title() {
    return "Batch norm: its parameters and its three downsides, beside layer norm";
  }

  private Module trained(NormalizedNetwork design, int steps, RandomSource random) {
    Module network = design.create(random);
    new Descent(train, BATCH_SIZE, LEARNING_RATE).run(network, steps, random);
    return network;
  }

  @Override
  public void run(Lab lab) {
    RandomSource random = RandomSource.of(lab.seed());
    claimParameters(random, lab);
    int steps = (lab.quick() ? 2 : 20) * train.size() / BATCH_SIZE;
    Module batchNorm = trained(NormalizedNetwork.BATCH_NORM, steps, random.stream("batch norm"));
    Module layerNorm = trained(NormalizedNetwork.LAYER_NORM, steps, random.stream("layer norm"));
    LinePanel statistics = statistics(random.stream("statistics"), lab);
    LinePanel freezing = Freezing.forgotten(test, TEST_BATCHES, batchNorm, layerNorm, random, lab);
    LinePanel dependence =
        Dependence.between(test, TEST_BATCHES, batchNorm, layerNorm, random, lab);
    lab.figure(
        "batch-norm-downsides.png",
        new Figure(
            "Batch norm beside layer norm, 40-100-100-100-100-10 on MNIST-1D",
            List.of(freezing, dependence, statistics)));
  }

  private static void claimParameters(RandomSource random, Lab lab) {
    int plain = NormalizedNetwork.parameters(NormalizedNetwork.PLAIN.create(random));
    for (NormalizedNetwork design :
        List.of(NormalizedNetwork.BATCH_NORM, NormalizedNetwork.LAYER_NORM)) {
      lab.claim(
          Claim.equal(
              "parameters more: " + label(design),
              NormalizedNetwork.parameters(design.create(random)) - plain,
              2 * NormalizedNetwork.LAYERS * NormalizedNetwork.WIDTH,
              "2 K D, the lecture's page on batch norm",
              0));
    }
  }

  private static String label(NormalizedNetwork design) {
    return design.name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Compares the running statistics of the first steps with those of the whole training set. */
  private LinePanel statistics(RandomSource random, Lab lab) {
    int[] steps = {1, 2, 5, 10, 20, 40};
    double[] running = new double[steps.length];
    double[] recalibrated = new double[steps.length];
    for (int i = 0; i < steps.length; i++) {
      // The same random numbers: each training is the beginning of the next.
      Module network = trained(NormalizedNetwork.BATCH_NORM, steps[i], random.stream("first"));
      running[i] = Score.of(network, test.all()).loss();
      Recalibration.run(network, List.of(train.all().inputs()));
      recalibrated[i] = Score.of(network, test.all()).loss();
    }
    lab.claim(
        Claim.below(
            "batch norm after %s steps: test loss by statistics of the whole set"
                .formatted(steps[2]),
            recalibrated[2],
            running[2],
            "Ioffe and Szegedy 2015, algorithm 2",
            0));
    double[] places = Arrays.stream(steps).asDoubleStream().toArray();
    return new LinePanel("Statistics", "steps of training", "test loss (nats)")
        .horizontally(0, 40)
        .fromZero()
        .line("running statistics", places, running, Palette.ofSeries(1))
        .line("of the whole training set", places, recalibrated, Palette.ofSeries(2));
  }
}
