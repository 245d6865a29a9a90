package org.gradus.lecture.training;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradus.core.text.TextTable;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Numbers;
import org.gradus.lecture.experiment.SamplingError;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * Classifiers of one kind that were trained from different random numbers.
 *
 * @param name of the kind
 * @param networks at least one
 * @param curves of their training, whose losses and errors on the training set are those of the
 *     batches as they were trained on
 */
public record Trained(String name, List<Module> networks, LearningCurves curves) {
  /** Returns the network of the first run. */
  public Module first() {
    return networks.get(0);
  }

  /** Returns the number of parameters. */
  public int parameters() {
    return first().parameters().values().stream().mapToInt(p -> p.shape().elements()).sum();
  }

  /** Returns the mean test error after the last epoch, in percent. */
  public double testError() {
    return curves.meanOfLast(epoch -> epoch.test().error());
  }

  /** Claims the number of parameters. */
  public Claim parameters(int published, String source) {
    return Claim.equal("parameters: " + name, parameters(), published, source, 0);
  }

  /**
   * Claims that a quantity after the last epoch is the one that was published of one such training,
   * up to how far one more run may be from the mean of these.
   *
   * @param what it is, with its unit
   * @param error how far the published number itself may be off, by rounding or sampling
   */
  public Claim published(
      String what,
      ToDoubleFunction<Epoch> quantity,
      double published,
      String source,
      double error) {
    return Claim.equal(
        "%s, mean of %s runs: %s".formatted(what, networks.size(), name),
        curves.meanOfLast(quantity),
        published,
        source,
        curves.spreadOfLast(quantity).ofFurther() + error);
  }

  /** Claims that the test error is below that of other networks. */
  public Claim better(Trained others, String source) {
    return Claim.below(
        "test error (%%): %s, below that of: %s".formatted(name, others.name),
        testError(),
        others.testError(),
        source,
        curves
            .spreadOfLast(epoch -> epoch.test().error())
            .ofDifference(others.curves.spreadOfLast(epoch -> epoch.test().error())));
  }

  /**
   * Claims that the test error is below a number, by more than the sampling error of one network's
   * on so many test examples.
   */
  public Claim below(double error, int testExamples, String source) {
    return Claim.below(
        "test error (%): " + name,
        testError(),
        error,
        source,
        SamplingError.ofErrorRate(error, testExamples));
  }

  /** Returns the results of several kinds as a table. */
  public static TextTable table(Trained... kinds) {
    TextTable table =
        new TextTable(
            "network", "parameters", "train error %", "test error %", "test loss", "runs");
    for (Trained kind : kinds) {
      LearningCurves curves = kind.curves;
      table.row(
          kind.name,
          Numbers.text(kind.parameters()),
          Numbers.text(curves.meanOfLast(epoch -> epoch.train().error())),
          Numbers.text(kind.testError()),
          Numbers.text(curves.meanOfLast(epoch -> epoch.test().loss())),
          String.valueOf(kind.networks.size()));
    }
    return table;
  }

  /** Returns the test errors of several kinds over the epochs, means over the runs. */
  public static LinePanel testErrors(Trained... kinds) {
    LinePanel panel =
        new LinePanel("Test set", "epoch", "test error (%)")
            .horizontally(0, kinds[0].curves.epochs());
    for (int i = 0; i < kinds.length; i++) {
      kinds[i].curves.addTo(
          panel, kinds[i].name, Palette.ofSeries(i), epoch -> epoch.test().error());
    }
    return panel;
  }
}
