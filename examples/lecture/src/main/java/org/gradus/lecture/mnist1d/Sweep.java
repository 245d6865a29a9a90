package org.gradus.lecture.mnist1d;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.commons.math3.stat.StatUtils;
import org.gradus.core.random.RandomSource;
import org.gradus.core.text.TextTable;
import org.gradus.lecture.experiment.Lab;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.listener.TextProgress;

/**
 * Trainings of networks of several widths by several settings, each several times.
 *
 * @param settings how to descend
 * @param widths the numbers of units in each hidden layer, from small to large
 * @param distance the number of steps at a learning rate of 1; at others it is divided by them
 * @param runs how many of each there are, with seeds of their own
 */
record Sweep(List<Setting> settings, List<Integer> widths, double distance, int runs) {
  /** A training. */
  @FunctionalInterface
  interface Training {
    /** Returns the test error in percent. */
    double error(Setting setting, int width, int steps, RandomSource random);
  }

  /** Makes all trainings, and shows their errors as a table. */
  Errors run(Training training, Lab lab) {
    Map<Setting, double[][]> errors = new LinkedHashMap<>();
    TextTable table = new TextTable("setting", "steps", "width", "test error %", "runs");
    int trainings = settings.size() * widths.size() * runs;
    try (TextProgress bar = lab.progress("trainings", trainings)) {
      for (Setting setting : settings) {
        int steps = (int) Math.round(distance / setting.learningRate());
        double[][] each = new double[widths.size()][runs];
        for (int i = 0; i < each.length; i++) {
          int width = widths.get(i);
          for (int run = 0; run < runs; run++) {
            RandomSource random = RandomSource.of(lab.seed() + run).stream("width " + width);
            each[i][run] = training.error(setting, width, steps, random);
            bar.step();
          }
          table.row(
              setting.text(),
              Integer.toString(steps),
              Integer.toString(width),
              Numbers.text(StatUtils.mean(each[i])),
              Integer.toString(runs));
        }
        errors.put(setting, each);
      }
    }
    lab.show(table);
    return new Errors(widths, errors);
  }

  /**
   * The test errors of a sweep, in percent.
   *
   * @param widths from small to large
   * @param bySetting for each, the errors by width and run
   */
  record Errors(List<Integer> widths, Map<Setting, double[][]> bySetting) {
    /** Returns the errors of a setting at all widths, run by run. */
    double[] of(Setting setting) {
      return Arrays.stream(byWidth(setting)).flatMapToDouble(Arrays::stream).toArray();
    }

    /** Returns the errors of a setting at a width, run by run. */
    double[] of(Setting setting, int width) {
      return byWidth(setting)[widths.indexOf(width)];
    }

    private double[][] byWidth(Setting setting) {
      return Objects.requireNonNull(bySetting.get(setting), setting::text);
    }

    /** Draws the mean errors of some settings over the width, each in a colour of its own. */
    LinePanel panel(String title, Predicate<Setting> drawn) {
      LinePanel panel =
          new LinePanel(title, "hidden units in each layer", "test error (%)")
              .horizontally(0, 1.1 * widths.get(widths.size() - 1))
              .vertically(25, 60);
      double[] places = widths.stream().mapToDouble(Integer::doubleValue).toArray();
      int color = 0;
      for (Map.Entry<Setting, double[][]> each : bySetting.entrySet()) {
        Setting setting = each.getKey();
        if (drawn.test(setting)) {
          double[] means = Arrays.stream(each.getValue()).mapToDouble(StatUtils::mean).toArray();
          panel.line(setting.text(), places, means, Palette.ofSeries(color));
        }
        color++;
      }
      return panel;
    }
  }
}
