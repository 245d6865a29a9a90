package org.gradus.lecture.training;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.gradus.core.text.TextTable;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * The course of one or more trainings of the same length, which differ by their seeds.
 *
 * @param runs the epochs of each
 */
public record LearningCurves(List<List<Epoch>> runs) {
  private static final Color TRAIN = Palette.VERMILLION.color();
  private static final Color TEST = Palette.BLUE.color();

  /** Keeps a copy of the list. */
  public LearningCurves {
    runs = List.copyOf(runs);
  }

  /** Returns the number of epochs. */
  public int epochs() {
    return runs.get(0).size();
  }

  /** Returns a quantity after the last epoch, of each run. */
  public List<Double> last(ToDoubleFunction<Epoch> quantity) {
    return runs.stream().map(run -> quantity.applyAsDouble(run.get(epochs() - 1))).toList();
  }

  /** Returns the mean of a quantity over the runs, after the last epoch. */
  public double meanOfLast(ToDoubleFunction<Epoch> quantity) {
    return mean(epochs(), quantity);
  }

  private double mean(int epoch, ToDoubleFunction<Epoch> quantity) {
    return runs.stream()
        .mapToDouble(run -> quantity.applyAsDouble(run.get(epoch - 1)))
        .average()
        .orElseThrow();
  }

  /** Returns the means over the runs after the first epoch, and every so many, as a table. */
  public TextTable table(int every) {
    TextTable table =
        new TextTable(
            "epoch", "learning rate", "train loss", "train error %", "test loss", "test error %");
    for (Epoch epoch : runs.get(0)) {
      int number = epoch.number();
      if (number == 1 || number % every == 0 || number == epochs()) {
        table.row(
            String.valueOf(number),
            String.valueOf(epoch.learningRate()),
            text("%.4f", mean(number, e -> e.train().loss())),
            text("%.2f", mean(number, e -> e.train().error())),
            text("%.4f", mean(number, e -> e.test().loss())),
            text("%.2f", mean(number, e -> e.test().error())));
      }
    }
    return table;
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }

  /** Returns the errors over the epochs, from 0 to 100 %. */
  public LinePanel errors() {
    return panel("Error", "error (%)", Score::error).vertically(0, 100);
  }

  /** Returns the losses over the epochs. */
  public LinePanel losses() {
    return panel("Loss", "cross-entropy (nats)", Score::loss).fromZero();
  }

  private LinePanel panel(String title, String axis, ToDoubleFunction<Score> quantity) {
    LinePanel panel = new LinePanel(title, "epoch", axis).horizontally(0, epochs());
    add(panel, "train", TRAIN, epoch -> quantity.applyAsDouble(epoch.train()));
    add(panel, "test", TEST, epoch -> quantity.applyAsDouble(epoch.test()));
    return panel;
  }

  private void add(LinePanel panel, String set, Color color, ToDoubleFunction<Epoch> quantity) {
    double[] numbers = runs.get(0).stream().mapToDouble(Epoch::number).toArray();
    double[] means = runs.get(0).stream().mapToDouble(e -> mean(e.number(), quantity)).toArray();
    String name = set;
    if (runs.size() > 1) {
      name = "%s, mean of %s runs".formatted(set, runs.size());
      for (List<Epoch> run : runs) {
        panel.faintLine(numbers, run.stream().mapToDouble(quantity).toArray(), color);
      }
    }
    panel.line(name, numbers, means, color);
  }
}
