package org.gradus.lecture.mnist1d;

import static org.gradus.lecture.mnist1d.Setting.WHOLE;

import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.MathArrays;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Guessing;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.Spread;
import org.gradus.lecture.training.Steps;
import org.gradus.optimizers.chart.Figure;

/**
 * Shows that larger learning rates and smaller batches regularize more: figure 9.5 of Prince,
 * "Understanding deep learning" (2023), on 4000 training and 4000 test examples of MNIST-1D.
 *
 * <p>Networks of two hidden layers of several widths descend for 6000 / learning rate steps, so
 * that each has the opportunity to move the same distance. (The caption has 6000 times.) How many
 * steps small batches were given is not published; here they are as many as with the whole set.
 *
 * <p>The full form is scaled down: a tenth of the steps, widths of 50 and 100, and not the smallest
 * learning rate; five runs of each. That still fits the training set almost perfectly and keeps the
 * order, which is claimed of the differences between trainings of the same width and seed. With
 * {@code --published} the steps are as published, and the widths 50, 100, 200 and 390; that takes
 * days. The quick form is one run of two of the trainings, with width 50 and a fortieth of the
 * steps.
 */
public final class LearningRateAndBatchSize implements Experiment {
  private static final int NARROW = 50;
  private static final int WIDE = 390;
  private static final int RUNS = 5;
  private static final double DISTANCE = 6000;
  private static final String SOURCE = "Prince 2023, figure 9.5";
  private static final Setting SMALL_BATCH = new Setting(10, 0.1, 39.6, 29.5);
  private static final Setting LARGE_STEPS = new Setting(WHOLE, 0.5, 41.1, 35.0);
  private static final Setting WHOLE_SET = new Setting(WHOLE, 0.1, 41.9, 38.2);
  private static final Setting SMALL_STEPS = new Setting(WHOLE, 0.05, 42.0, 38.1);
  private static final List<Setting> SCALED =
      List.of(SMALL_BATCH, new Setting(100, 0.1, 39.7, 36.2), LARGE_STEPS, WHOLE_SET);

  private final Mnist1d data =
      Mnist1dSettings.builder().numSamples(2 * WHOLE).trainSplit(0.5).build().generate();
  private final Dataset train = data.train();
  private final Batch test = data.test().all();

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new LearningRateAndBatchSize(), arguments));
  }

  @Override
  public String name() {
    return "learning-rate-and-batch-size";
  }

  @Override
  public String title() {
    return "Implicit regularization: larger learning rates and smaller batches generalize better";
  }

  private static Sweep sweep(Lab lab) {
    if (lab.quick()) {
      return new Sweep(List.of(SMALL_BATCH, LARGE_STEPS), List.of(NARROW), DISTANCE / 40, 1);
    }
    return lab.published()
        ? new Sweep(all(), List.of(NARROW, 100, 200, WIDE), DISTANCE, RUNS)
        : new Sweep(SCALED, List.of(NARROW, 100), DISTANCE / 10, RUNS);
  }

  private static List<Setting> all() {
    return Stream.concat(SCALED.stream(), Stream.of(SMALL_STEPS)).toList();
  }

  private static Linear layer(int units) {
    return Linear.of(units).withWeight(He.normal()).withBias(Constant.zeros());
  }

  private double error(Setting setting, int width, int count, RandomSource random) {
    Module network = Sequential.of(layer(width), new Relu(), layer(width), new Relu(), layer(10));
    network.build(Shape.of(1, 40), random.stream("network"));
    Steps steps = new Steps(network, setting.learningRate(), Sgd.plain(), random);
    int left = count;
    while (left > 0) {
      List<Batch> epoch = train.shuffled(random).batches(setting.batchSize());
      List<Batch> next = epoch.subList(0, Math.min(left, epoch.size()));
      next.forEach(steps::on);
      left -= next.size();
    }
    return steps.score(test).error();
  }

  @Override
  public void run(Lab lab) {
    Sweep sweep = sweep(lab);
    lab.print(
        "widths %s; %s / learning rate steps; published are %s / learning rate",
        sweep.widths(), Numbers.text(sweep.distance()), Numbers.text(DISTANCE));
    Sweep.Errors errors = sweep.run(this::error, lab);
    if (lab.quick()) {
      sweep.settings().forEach(setting -> lab.claim(betterThanGuessing(setting, errors)));
    } else {
      lab.claim(betterThanWholeSet(SMALL_BATCH, errors));
      lab.claim(betterThanWholeSet(LARGE_STEPS, errors));
    }
    if (lab.published()) {
      for (Setting setting : sweep.settings()) {
        lab.claim(asPublished(setting, NARROW, errors, setting.narrow()));
        lab.claim(asPublished(setting, WIDE, errors, setting.wide()));
      }
    }
    lab.figure(
        "errors.png",
        new Figure(
            "MNIST-1D, two hidden layers",
            List.of(
                errors.panel("a) Whole set, learning rates", Setting::isWhole),
                errors.panel(
                    "b) Learning rate 0.1, batches",
                    setting -> setting.learningRate() == WHOLE_SET.learningRate()))));
  }

  private static Claim betterThanGuessing(Setting setting, Sweep.Errors errors) {
    return Guessing.beaten(
        "test error (%), below that of guessing: " + setting.text(),
        StatUtils.mean(errors.of(setting)),
        WHOLE);
  }

  private static Claim betterThanWholeSet(Setting better, Sweep.Errors errors) {
    double[] differences = MathArrays.ebeSubtract(errors.of(better), errors.of(WHOLE_SET));
    return Claim.below(
        "test error (%%), %s, less that of %s, same widths and seeds"
            .formatted(better.text(), WHOLE_SET.text()),
        StatUtils.mean(differences),
        0,
        SOURCE,
        Spread.of(differences).ofMean());
  }

  private static Claim asPublished(
      Setting setting, int width, Sweep.Errors errors, double published) {
    double[] runs = errors.of(setting, width);
    return Claim.equal(
        "test error (%%), width %s, %s".formatted(width, setting.text()),
        StatUtils.mean(runs),
        published,
        SOURCE,
        Spread.of(runs).ofFurther());
  }
}
