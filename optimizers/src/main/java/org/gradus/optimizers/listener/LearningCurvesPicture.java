package org.gradus.optimizers.listener;

import java.awt.Color;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gradus.core.file.Folders;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.chart.Panel;
import org.gradus.optimizers.training.EpochReport;
import org.gradus.optimizers.training.History;
import org.gradus.optimizers.training.TrainingListener;

/**
 * Draws learning curves, anew after every epoch: a panel for the loss and for each metric, with
 * training and validation together, and one for the learning rate, on a logarithmic axis. Who looks
 * at the file always sees a whole picture.
 */
public final class LearningCurvesPicture implements TrainingListener {
  private static final String TRAINING = "training";
  private static final int COLUMNS = 3;

  private final Path file;
  private final String title;
  private final List<EpochReport> epochs = new ArrayList<>();

  /**
   * Creates the listener.
   *
   * @param file of the picture, a PNG
   * @param title of the picture
   */
  public LearningCurvesPicture(Path file, String title) {
    this.file = file;
    this.title = title;
  }

  /**
   * Makes the folder of the picture.
   *
   * @throws java.io.UncheckedIOException if it cannot be made or written to
   */
  @Override
  public void started(Module model, History history, int newEpochs, long step) {
    Folders.makeWritableFor(file);
    epochs.clear();
    epochs.addAll(history.epochs());
  }

  /**
   * Draws the curves.
   *
   * @throws java.io.UncheckedIOException if the picture cannot be written
   */
  @Override
  public void epochEnded(EpochReport epoch) {
    epochs.add(epoch);
    figure(title, new History(epochs)).write(file);
  }

  /**
   * Returns the curves of a training.
   *
   * @throws IllegalArgumentException if no epoch has ended
   */
  public static Figure figure(String title, History history) {
    List<EpochReport> epochs = history.epochs();
    double[] numbers = epochs.stream().mapToDouble(EpochReport::epoch).toArray();
    List<Panel> panels = new ArrayList<>();
    SortedSet<String> names = new TreeSet<>();
    epochs.forEach(epoch -> names.addAll(epoch.measures().keySet()));
    for (Map.Entry<String, Map<String, String>> measure : bySet(names).entrySet()) {
      LinePanel panel = panel(measure.getKey(), epochs.size());
      measure
          .getValue()
          .forEach(
              (set, name) -> {
                double[] values = epochs.stream().mapToDouble(e -> value(e, name)).toArray();
                panel.line(set, numbers, values, color(set, measure.getValue()));
              });
      panels.add(panel);
    }
    double[] rates = epochs.stream().mapToDouble(EpochReport::learningRate).toArray();
    LinePanel panel = panel("learning rate", epochs.size());
    if (spansDecades(rates)) {
      panel.logarithmicallyUp();
    }
    panels.add(panel.line("first group", numbers, rates, Palette.INK.color()));
    return new Figure(title, COLUMNS, panels);
  }

  /** Returns whether a logarithmic axis has at least two powers of ten to be labelled. */
  private static boolean spansDecades(double[] rates) {
    double least = Arrays.stream(rates).min().orElse(0);
    double most = Arrays.stream(rates).max().orElse(0);
    return least > 0 && most >= 100 * least;
  }

  private static LinePanel panel(String measure, int epochs) {
    return new LinePanel(measure, "epoch", measure).horizontally(0, Math.max(1, epochs));
  }

  /**
   * Returns the names of measures by what is measured, and by what on: the part before the last /.
   */
  private static Map<String, Map<String, String>> bySet(SortedSet<String> names) {
    Map<String, Map<String, String>> grouped = new TreeMap<>();
    for (String name : names) {
      int slash = name.lastIndexOf('/');
      String set = slash < 0 ? TRAINING : name.substring(0, slash);
      grouped.computeIfAbsent(name.substring(slash + 1), measure -> new TreeMap<>()).put(set, name);
    }
    return grouped;
  }

  /** Returns the colour of a set of examples: that of training is the same in all panels. */
  private static Color color(String set, Map<String, String> sets) {
    if (set.equals(TRAINING)) {
      return Palette.ofSeries(1);
    }
    List<String> others = sets.keySet().stream().filter(name -> !name.equals(TRAINING)).toList();
    int index = others.indexOf(set);
    return Palette.ofSeries(index == 0 ? 0 : index + 1);
  }

  private static double value(EpochReport epoch, String name) {
    return epoch.measures().getOrDefault(name, Double.NaN);
  }
}
