package org.gradus.lecture.mnist1d;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.math3.stat.StatUtils;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.text.TextTable;
import org.gradus.datasets.mnist1d.Mnist1d;
import org.gradus.datasets.mnist1d.Mnist1dSettings;
import org.gradus.lecture.chart.BarPanel;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Experiment;
import org.gradus.lecture.experiment.ExperimentCommand;
import org.gradus.lecture.experiment.Guessing;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.Spread;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Gives every method of figure 9.14 of Prince, "Understanding deep learning" (2023), a row: the
 * test error on MNIST-1D with it, beside that without.
 *
 * <p>The methods are {@link Methods}, with settings that are usual, not tuned to the test set. What
 * is claimed of one of them is what ten runs can show: a difference of more than some two points.
 * Early stopping and label smoothing do not help here. The test error does not rise again in the
 * course of this training, and to hold out a tenth of the training set costs more than stopping
 * gains. The full form is the mean of ten runs of 50 epochs, the published numbers are of three;
 * the quick form is one run of three epochs.
 */
public final class RegularizationMethods implements Experiment {
  private static final double PUBLISHED = 37.2;
  private static final double PUBLISHED_AUGMENTED = 32.4;
  private static final int PUBLISHED_RUNS = 3;
  private static final String NONE = "none";

  private final Mnist1d data = Mnist1dSettings.published().generate();
  private final Batch test = data.test().all();

  /** Runs the experiment as a program. */
  public static void main(String[] arguments) {
    System.exit(ExperimentCommand.run(new RegularizationMethods(), arguments));
  }

  @Override
  public String name() {
    return "regularization-methods";
  }

  @Override
  public String title() {
    return "Regularization: every method of the map, and its test error on MNIST-1D";
  }

  @Override
  public void run(Lab lab) {
    int runs = lab.quick() ? 1 : 10;
    List<Methods.Method> methods = new Methods(data, lab.quick() ? 3 : 50).all();
    Map<String, double[]> errors = new LinkedHashMap<>();
    TextTable table = new TextTable("method", "by way of", "test error %", "of each run");
    try (TextProgress bar = lab.progress("trainings", (long) runs * methods.size())) {
      for (Methods.Method method : methods) {
        double[] each = new double[runs];
        for (int run = 0; run < runs; run++) {
          RandomSource random = RandomSource.of(lab.seed() + run);
          each[run] = error(method.prediction().scores(random));
          bar.step();
        }
        errors.put(method.name(), each);
        table.row(
            method.name(),
            method.mechanism(),
            Numbers.text(StatUtils.mean(each)),
            Arrays.stream(each).mapToObj(Numbers::text).collect(joining(", ")));
      }
    }
    lab.show(table);
    claim(errors, lab);
    lab.figure("errors.png", new Figure("Regularization on MNIST-1D", List.of(bars(errors))));
  }

  private double error(Tensor scores) {
    Tensor digits = scores.slice(1, 0, 10).argmax(-1);
    return 100 * digits.ne(test.targets()).cast(DType.FLOAT64).mean().item();
  }

  private void claim(Map<String, double[]> errors, Lab lab) {
    if (lab.quick()) {
      errors.forEach(
          (name, each) ->
              lab.claim(
                  Guessing.beaten(
                      "test error (%), below that of guessing: " + name,
                      StatUtils.mean(each),
                      test.size())));
      return;
    }
    Spread none = spread(NONE, errors);
    lab.claim(published(NONE, errors, PUBLISHED, "Prince 2023, figure 8.2"));
    lab.claim(published("augmentation", errors, PUBLISHED_AUGMENTED, "the same training in NumPy"));
    for (String heuristic : List.of("ensembling", "dropout")) {
      Spread with = spread(heuristic, errors);
      lab.claim(
          Claim.below(
              "test error (%), " + heuristic + ", below none",
              with.mean(),
              none.mean(),
              "lecture: heuristics of regularization",
              with.ofDifference(none)));
    }
  }

  private static Spread spread(String method, Map<String, double[]> errors) {
    return Spread.of(Objects.requireNonNull(errors.get(method), method));
  }

  private static Claim published(
      String method, Map<String, double[]> errors, double published, String source) {
    Spread spread = spread(method, errors);
    return Claim.equal(
        "test error (%), " + method,
        spread.mean(),
        published,
        source,
        spread.ofFurtherMean(PUBLISHED_RUNS));
  }

  private static BarPanel bars(Map<String, double[]> errors) {
    BarPanel bars = new BarPanel("Test error", "%");
    errors.forEach(
        (name, each) -> {
          boolean none = name.equals(NONE);
          double mean = StatUtils.mean(each);
          bars.bar(name, mean, (none ? Palette.VERMILLION : Palette.BLUE).color());
          if (none) {
            bars.level(mean);
          }
        });
    return bars;
  }
}
