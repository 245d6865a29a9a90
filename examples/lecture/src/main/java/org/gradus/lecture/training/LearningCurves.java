package org.gradus.lecture.training;

import java.awt.Color;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.core.text.TextTable;
import org.gradus.lecture.experiment.Spread;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * The course of one or more trainings of the same length, which differ by their seeds.
 *
 * @param runs of each, the epochs that were scored, the same of all
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
    return runs.get(0).get(lastIndex()).number();
  }

  private int lastIndex() {
    return runs.get(0).size() - 1;
  }

  /** Returns a quantity after the last epoch, of each run. */
  public List<Double> last(ToDoubleFunction<Epoch> quantity) {
    return runs.stream().map(run -> quantity.applyAsDouble(run.get(lastIndex()))).toList();
  }

  /** Returns the mean of a quantity over the runs, after the last epoch. */
  public double meanOfLast(ToDoubleFunction<Epoch> quantity) {
    return mean(lastIndex(), quantity);
  }

  /**
   * Returns the spread of a quantity over the runs, after the last epoch.
   *
   * @throws IllegalArgumentException if there is only one run
   */
  public Spread spreadOfLast(ToDoubleFunction<Epoch> quantity) {
    return Spread.of(last(quantity).stream().mapToDouble(Double::doubleValue).toArray());
  }

  private double mean(int index, ToDoubleFunction<Epoch> quantity) {
    return runs.stream()
        .mapToDouble(run -> quantity.applyAsDouble(run.get(index)))
        .average()
        .orElseThrow();
  }

  /** Returns the means over the runs after the first epoch, and every so many, as a table. */
  public TextTable table(int every) {
    TextTable table =
        new TextTable(
            "epoch", "learning rate", "train loss", "train error %", "test loss", "test error %");
    for (int i = 0; i <= lastIndex(); i++) {
      Epoch epoch = runs.get(0).get(i);
      int number = epoch.number();
      if (number == 1 || number % every == 0 || number == epochs()) {
        table.row(
            String.valueOf(number),
            String.valueOf(epoch.learningRate()),
            text("%.4f", mean(i, e -> e.train().loss())),
            text("%.2f", mean(i, e -> e.train().error())),
            text("%.4f", mean(i, e -> e.test().loss())),
            text("%.2f", mean(i, e -> e.test().error())));
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
    addTo(panel, "train", TRAIN, epoch -> quantity.applyAsDouble(epoch.train()));
    addTo(panel, "test", TEST, epoch -> quantity.applyAsDouble(epoch.test()));
    return panel;
  }

  /** Adds a quantity to a panel: its mean over the runs, and faintly that of each. */
  public void addTo(LinePanel panel, String what, Color color, ToDoubleFunction<Epoch> quantity) {
    double[] numbers = runs.get(0).stream().mapToDouble(Epoch::number).toArray();
    double[] means =
        IntStream.rangeClosed(0, lastIndex()).mapToDouble(i -> mean(i, quantity)).toArray();
    String name = what;
    if (runs.size() > 1) {
      name = "%s, mean of %s runs".formatted(what, runs.size());
      for (List<Epoch> run : runs) {
        panel.faintLine(numbers, run.stream().mapToDouble(quantity).toArray(), color);
      }
    }
    panel.line(name, numbers, means, color);
  }
}
