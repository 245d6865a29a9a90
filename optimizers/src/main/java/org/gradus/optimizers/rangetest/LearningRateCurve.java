package org.gradus.optimizers.rangetest;

import java.util.Comparator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * The loss over learning rates that grow from step to step.
 *
 * @param points in the order of the steps
 * @param diverged whether the last of them is where the loss was too high, or not finite
 */
public record LearningRateCurve(List<Point> points, boolean diverged) {
  /** Keeps a copy of the list. */
  public LearningRateCurve {
    points = List.copyOf(points);
  }

  /**
   * A step.
   *
   * @param rate its learning rate
   * @param loss that of its batch, before the step
   * @param smoothed the smoothed loss
   */
  public record Point(double rate, double loss, double smoothed) {}

  /**
   * Returns the rate at which the smoothed loss falls fastest with the logarithm of the rate, by
   * central differences, up to its least value: a good rate to begin with. Nothing if it never
   * falls.
   */
  public OptionalDouble steepest() {
    int end = leastIndex();
    return IntStream.range(1, Math.min(end + 1, points.size() - 1))
        .filter(i -> slope(i) < 0)
        .boxed()
        .min(Comparator.comparingDouble(this::slope))
        .map(i -> OptionalDouble.of(points.get(i).rate()))
        .orElse(OptionalDouble.empty());
  }

  /**
   * Returns a tenth of the rate at which the smoothed loss is least: the largest that is still
   * safe. Nothing if no loss was finite.
   */
  public OptionalDouble tenthOfLeast() {
    int least = leastIndex();
    return least < 0 ? OptionalDouble.empty() : OptionalDouble.of(points.get(least).rate() / 10);
  }

  private int leastIndex() {
    return IntStream.range(0, points.size())
        .filter(i -> Double.isFinite(points.get(i).smoothed()))
        .boxed()
        .min(Comparator.comparingDouble(i -> points.get(i).smoothed()))
        .orElse(-1);
  }

  private double slope(int i) {
    Point before = points.get(i - 1);
    Point after = points.get(i + 1);
    return (after.smoothed() - before.smoothed()) / Math.log(after.rate() / before.rate());
  }

  /**
   * Returns the curve with its suggestions, the rate on a logarithmic axis. Where the loss has
   * diverged, the curve leaves the picture, so that the descent before is seen.
   */
  public Figure figure() {
    double[] rates = column(Point::rate);
    LinePanel panel =
        new LinePanel("Range test", "learning rate", "loss")
            .logarithmicallyAcross()
            .faintLine(rates, column(Point::loss), Palette.BLUE.color())
            .line("smoothed loss", rates, column(Point::smoothed), Palette.BLUE.color());
    boundHeight(panel);
    mark(panel, "steepest descent", steepest(), Palette.VERMILLION);
    mark(panel, "a tenth of the least", tenthOfLeast(), Palette.GREEN);
    return new Figure("Loss over learning rate", List.of(panel));
  }

  /** Shows what is as far above the beginning as the least loss is below it, and no more. */
  private void boundHeight(LinePanel panel) {
    double most = points.stream().mapToDouble(Point::loss).max().orElse(Double.NaN);
    int least = leastIndex();
    if (least < 0) {
      return;
    }
    double start = points.get(0).smoothed();
    double descent = start - points.get(least).smoothed();
    double top = start + descent;
    if (descent > 0 && !(most <= top)) {
      double bottom =
          points.stream().mapToDouble(Point::loss).filter(Double::isFinite).min().orElse(start);
      panel.vertically(bottom - (0.1 * descent), top);
    }
  }

  private double[] column(ToDoubleFunction<Point> value) {
    return points.stream().mapToDouble(value).toArray();
  }

  private void mark(LinePanel panel, String name, OptionalDouble rate, Palette color) {
    if (rate.isPresent()) {
      double wanted = rate.getAsDouble();
      Point nearest =
          points.stream()
              .min(Comparator.comparingDouble(point -> Math.abs(Math.log(point.rate() / wanted))))
              .orElseThrow();
      panel.points(name, new double[] {wanted}, new double[] {nearest.smoothed()}, color.color());
    }
  }
}
