package org.gradus.lecture.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.gradus.core.text.TextTable;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/** The learning curves of several kinds of networks, each of several runs, by name. */
public final class Comparison {
  private final Map<String, LearningCurves> kinds = new LinkedHashMap<>();

  /** Adds a kind. */
  public void add(String name, LearningCurves curves) {
    kinds.put(name, curves);
  }

  /**
   * Returns the curves of a kind.
   *
   * @throws NullPointerException if there is none of the name
   */
  public LearningCurves of(String name) {
    return Objects.requireNonNull(kinds.get(name), name);
  }

  /** Returns a row for each kind: its errors after the last epoch, means over the runs. */
  public TextTable table() {
    TextTable table = new TextTable("network", "train error %", "test error %", "runs");
    kinds.forEach(
        (name, curves) ->
            table.row(
                name,
                Numbers.text(curves.meanOfLast(epoch -> epoch.train().error())),
                Numbers.text(curves.meanOfLast(epoch -> epoch.test().error())),
                String.valueOf(curves.runs().size())));
    return table;
  }

  /**
   * Claims that one kind's training error after the last epoch is below another's, by more than the
   * difference of their means may be by chance, by the spread over the runs.
   */
  public Claim learnsBetter(String kind, String other, String source) {
    ToDoubleFunction<Epoch> error = epoch -> epoch.train().error();
    return Claim.below(
        "train error (%%): %s, below that of %s".formatted(kind, other),
        of(kind).meanOfLast(error),
        of(other).meanOfLast(error),
        source,
        of(kind).spreadOfLast(error).ofDifference(of(other).spreadOfLast(error)));
  }

  /** Returns a quantity of some kinds over the epochs. */
  public LinePanel panel(
      String title, String axis, ToDoubleFunction<Epoch> quantity, String... names) {
    LinePanel panel = new LinePanel(title, "epoch", axis).horizontally(0, of(names[0]).epochs());
    for (int i = 0; i < names.length; i++) {
      of(names[i]).addTo(panel, names[i], Palette.ofSeries(i), quantity);
    }
    return panel;
  }
}
