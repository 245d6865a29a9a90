package org.gradus.lecture.mnist1d;

import java.awt.Color;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;
import org.apache.commons.math3.util.MathArrays;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Workspace;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.SamplingError;
import org.gradus.lecture.experiment.Spread;
import org.gradus.lecture.training.Score;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.listener.TextProgress;

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
  private static final int WHOLE = 4000;
  private static final int NARROW = 50;
  private static final int WIDE = 390;
  private static final int RUNS = 5;
  private static final double GUESSING = 90;
  private static final double DISTANCE = 6000;
  private static final String SOURCE = "Prince 2023, figure 9.5";
  private static final Setting SMALL_BATCH = new Setting(10, 0.1, 39.6, 29.5);
  private static final Setting LARGE_STEPS = new Setting(WHOLE, 0.5, 41.1, 35.0);
  private static final Setting WHOLE_SET = new Setting(WHOLE, 0.1, 41.9, 38.2);
  private static final List<Setting> ALL =
      List.of(
          SMALL_BATCH,
          new Setting(100, 0.1, 39.7, 36.2),
          LARGE_STEPS,
          WHOLE_SET,
          new Setting(WHOLE, 0.05, 42.0, 38.1));

  private final Mnist1d data =
      Mnist1dSettings.builder().numSamples(2 * WHOLE).trainSplit(0.5).build().generate();
  private final Dataset train = data.train();
  private final Batch test = data.test().all();

  /** How to descend, and the published test errors at the widths 50 and 390, in percent. */
  private record Setting(int batchSize, double learningRate, double narrow, double wide) {
    String text() {
      String batch = batchSize == WHOLE ? "whole set" : "batches of " + batchSize;
      return batch + ", learning rate " + Numbers.text(learningRate);
    }
  }

  /** Which trainings to make, and how often. */
  private record Sweep(List<Setting> settings, List<Integer> widths, double distance, int runs) {
    static Sweep of(Lab lab) {
      if (lab.quick()) {
        return new Sweep(List.of(SMALL_BATCH, LARGE_STEPS), List.of(NARROW), DISTANCE / 40, 1);
      }
      return lab.published()
          ? new Sweep(ALL, List.of(NARROW, 100, 200, WIDE), DISTANCE, RUNS)
          : new Sweep(ALL.subList(0, 4), List.of(NARROW, 100), DISTANCE / 10, RUNS);
    }
  }

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

  private static Linear layer(int units) {
    return Linear.of(units).withWeight(He.normal()).withBias(Constant.zeros());
  }

  private Score train(Setting setting, int width, int steps, RandomSource random) {
    Module network = Sequential.of(layer(width), new Relu(), layer(width), new Relu(), layer(10));
    network.build(Shape.of(1, 40), random.stream("network"));
    Optimizer optimizer = Optimizer.of(network.parameters(), setting.learningRate, Sgd.plain());
    CrossEntropy crossEntropy = new CrossEntropy();
    Workspace workspace = new Workspace();
    int left = steps;
    while (left > 0) {
      List<Batch> epoch = train.shuffled(random).batches(setting.batchSize);
      for (Batch batch : epoch.subList(0, Math.min(left, epoch.size()))) {
        workspace.step(
            () ->
                optimizer.step(
                    crossEntropy
                        .of(network.forward(batch.inputs(), Context.train(random)), batch.targets())
                        .backward()));
        left--;
      }
    }
    return workspace.step(() -> Score.of(network, test));
  }

  @Override
  public void run(Lab lab) {
    Sweep sweep = Sweep.of(lab);
    lab.print(
        "widths %s; %s / learning rate steps; published are %s / learning rate",
        sweep.widths, Numbers.text(sweep.distance), Numbers.text(DISTANCE));
    Map<Setting, double[][]> errors = new LinkedHashMap<>();
    TextTable table = new TextTable("setting", "steps", "width", "test error %", "runs");
    int trainings = sweep.settings.size() * sweep.widths.size() * sweep.runs;
    try (TextProgress bar = lab.progress("trainings", trainings)) {
      for (Setting setting : sweep.settings) {
        int steps = (int) Math.round(sweep.distance / setting.learningRate);
        double[][] each = new double[sweep.widths.size()][sweep.runs];
        for (int i = 0; i < each.length; i++) {
          int width = sweep.widths.get(i);
          for (int run = 0; run < sweep.runs; run++) {
            RandomSource random = RandomSource.of(lab.seed() + run).stream("width " + width);
            each[i][run] = train(setting, width, steps, random).error();
            bar.step();
          }
          table.row(
              setting.text(),
              Integer.toString(steps),
              Integer.toString(width),
              Numbers.text(StatUtils.mean(each[i])),
              Integer.toString(sweep.runs));
        }
        errors.put(setting, each);
      }
    }
    lab.show(table);
    claim(errors, lab);
    lab.figure("errors.png", new Figure("MNIST-1D, two hidden layers", panels(sweep, errors)));
  }

  private void claim(Map<Setting, double[][]> errors, Lab lab) {
    if (lab.quick()) {
      double tolerance = SamplingError.ofErrorRate(GUESSING, WHOLE);
      errors.forEach(
          (setting, each) ->
              lab.claim(
                  Claim.below(
                      "test error (%), below that of guessing: " + setting.text(),
                      each[0][0],
                      GUESSING,
                      "ten classes of equal size",
                      tolerance)));
      return;
    }
    for (Setting better : List.of(SMALL_BATCH, LARGE_STEPS)) {
      double[] differences = MathArrays.ebeSubtract(all(errors, better), all(errors, WHOLE_SET));
      lab.claim(
          Claim.below(
              "test error (%%), %s, less that of %s, same widths and seeds"
                  .formatted(better.text(), WHOLE_SET.text()),
              StatUtils.mean(differences),
              0,
              SOURCE,
              Spread.of(differences).ofMean()));
    }
    if (lab.published()) {
      errors.forEach(
          (setting, each) -> {
            lab.claim(asPublished(setting, NARROW, each[0], setting.narrow));
            lab.claim(asPublished(setting, WIDE, each[each.length - 1], setting.wide));
          });
    }
  }

  private static Claim asPublished(Setting setting, int width, double[] errors, double published) {
    return Claim.equal(
        "test error (%%), width %s, %s".formatted(width, setting.text()),
        StatUtils.mean(errors),
        published,
        SOURCE,
        Spread.of(errors).ofFurther());
  }

  /** Returns the errors of a setting at all widths, run by run. */
  private static double[] all(Map<Setting, double[][]> errors, Setting setting) {
    double[][] each = Objects.requireNonNull(errors.get(setting), setting::text);
    return Arrays.stream(each).flatMapToDouble(Arrays::stream).toArray();
  }

  private static List<LinePanel> panels(Sweep sweep, Map<Setting, double[][]> errors) {
    LinePanel rates = panel("a) Whole set, learning rates", sweep);
    LinePanel sizes = panel("b) Learning rate 0.1, batches", sweep);
    double[] widths = sweep.widths.stream().mapToDouble(Integer::doubleValue).toArray();
    int color = 0;
    for (Map.Entry<Setting, double[][]> each : errors.entrySet()) {
      Setting setting = each.getKey();
      Color ofSetting = Palette.ofSeries(color++);
      double[] means = Arrays.stream(each.getValue()).mapToDouble(StatUtils::mean).toArray();
      if (setting.batchSize == WHOLE) {
        rates.line(setting.text(), widths, means, ofSetting);
      }
      if (setting.learningRate == WHOLE_SET.learningRate) {
        sizes.line(setting.text(), widths, means, ofSetting);
      }
    }
    return List.of(rates, sizes);
  }

  private static LinePanel panel(String title, Sweep sweep) {
    int widest = Collections.max(sweep.widths);
    return new LinePanel(title, "hidden units in each layer", "test error (%)")
        .horizontally(0, 1.1 * widest)
        .vertically(25, 60);
  }
}
