package org.gradus.lecture.mnist1d;

import static java.util.stream.Collectors.joining;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.SamplingError;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Gives every method of figure 9.14 of Prince, "Understanding deep learning" (2023), a row: the
 * test error on MNIST-1D with it, beside that without.
 *
 * <p>The methods are {@link Methods}, with settings that are usual, not tuned to the test set. What
 * is claimed of one of them is what three runs can show: a difference of more than some three
 * points. Early stopping and label smoothing do not help here. The test error does not rise again
 * in the course of this training, and to hold out a tenth of the training set costs more than
 * stopping gains. The full form is the mean of three runs of 50 epochs, as the published numbers
 * are; the quick form is one run of three epochs.
 */
public final class RegularizationMethods implements Experiment {
  private static final double PUBLISHED = 37.2;
  private static final double PUBLISHED_AUGMENTED = 32.4;
  private static final double GUESSING = 90;
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
    int runs = lab.quick() ? 1 : 3;
    List<Methods.Method> methods = new Methods(data, lab.quick() ? 3 : 50).all();
    Map<String, Double> errors = new LinkedHashMap<>();
    TextTable table = new TextTable("method", "by way of", "test error %", "of each run");
    try (TextProgress bar = lab.progress("trainings", (long) runs * methods.size())) {
      for (Methods.Method method : methods) {
        double[] each = new double[runs];
        for (int run = 0; run < runs; run++) {
          RandomSource random = RandomSource.of(lab.seed() + run);
          each[run] = error(method.prediction().scores(random));
          bar.step();
        }
        double mean = Arrays.stream(each).average().orElseThrow();
        errors.put(method.name(), mean);
        table.row(
            method.name(),
            method.mechanism(),
            Numbers.text(mean),
            Arrays.stream(each).mapToObj(Numbers::text).collect(joining(", ")));
      }
    }
    lab.show(table);
    claim(errors, runs, lab);
    lab.figure("errors.png", new Figure("Regularization on MNIST-1D", List.of(bars(errors))));
  }

  private double error(Tensor scores) {
    Tensor digits = scores.slice(1, 0, 10).argmax(-1);
    return 100 * digits.ne(test.targets()).cast(DType.FLOAT64).mean().item();
  }

  private void claim(Map<String, Double> errors, int runs, Lab lab) {
    double none = errors.getOrDefault(NONE, Double.NaN);
    if (lab.quick()) {
      double tolerance = SamplingError.ofErrorRate(GUESSING, test.size());
      errors.forEach(
          (name, error) ->
              lab.claim(
                  Claim.below(
                      "test error (%), below that of guessing: " + name,
                      error,
                      GUESSING,
                      "ten classes of equal size",
                      tolerance)));
      return;
    }
    double tolerance = SamplingError.ofDifference(PUBLISHED, test.size(), runs);
    lab.claim(
        Claim.equal("test error (%), none", none, PUBLISHED, "Prince 2023, figure 8.2", tolerance));
    lab.claim(
        Claim.equal(
            "test error (%), augmentation",
            errors.getOrDefault("augmentation", Double.NaN),
            PUBLISHED_AUGMENTED,
            "the same training in NumPy",
            SamplingError.ofDifference(PUBLISHED_AUGMENTED, test.size(), runs)));
    for (String heuristic : List.of("ensembling", "dropout")) {
      lab.claim(
          Claim.below(
              "test error (%), " + heuristic + ", below none",
              errors.getOrDefault(heuristic, Double.NaN),
              none,
              "lecture: heuristics of regularization",
              tolerance));
    }
  }

  private static BarPanel bars(Map<String, Double> errors) {
    BarPanel bars = new BarPanel("Test error", "%").level(errors.getOrDefault(NONE, Double.NaN));
    errors.forEach(
        (name, error) ->
            bars.bar(name, error, (name.equals(NONE) ? Palette.VERMILLION : Palette.BLUE).color()));
    return bars;
  }
}
