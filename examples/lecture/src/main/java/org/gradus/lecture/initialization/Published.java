package org.gradus.lecture.initialization;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.gradus.lecture.experiment.Claim;
import org.gradus.lecture.experiment.Spread;

/**
 * What one network of 50 layers of 80 ReLUs gave elsewhere, for each of two starts. It is held
 * against how far one more network may be from the mean of ours, in decades: the logarithms of
 * standard deviations, sums over the layers before, are about normally distributed.
 */
final class Published {
  /** The standard deviation at layer 50 for σ² = 1. */
  private static final double EXPLOSION = 7.5e38;

  /** The least and the largest of all layers of He's start, both passes. */
  private static final double LEAST = 0.03;

  private static final double LARGEST = 0.15;
  private static final double HALF_A_DIGIT = 0.005;

  private Published() {}

  /** Claims how large pre-activations become in the last layer. */
  static Claim explosion(Measured exploding) {
    return one(
        "σ² = 1: log₁₀ of the standard deviation at layer 50",
        exploding,
        run -> last(Propagation.decades(run.forward())),
        EXPLOSION,
        5e36,
        "one network computed in NumPy");
  }

  private static double last(double... values) {
    return values[values.length - 1];
  }

  /** Claims how small pre-activations and gradients are in any layer of He's start. */
  static Claim least(Measured he) {
    return one(
        "He: log₁₀ of the least standard deviation of all layers, both passes",
        he,
        run -> all(run).min().orElseThrow(),
        LEAST,
        HALF_A_DIGIT,
        "one network computed in NumPy: every layer within .03 to .15");
  }

  /** Claims how large pre-activations and gradients are in any layer of He's start. */
  static Claim largest(Measured he) {
    return one(
        "He: log₁₀ of the largest standard deviation of all layers, both passes",
        he,
        run -> all(run).max().orElseThrow(),
        LARGEST,
        HALF_A_DIGIT,
        "one network computed in NumPy: every layer within .03 to .15");
  }

  private static DoubleStream all(Propagation run) {
    return DoubleStream.concat(
        Arrays.stream(Propagation.decades(run.forward())),
        Arrays.stream(Propagation.decades(run.backward())));
  }

  private static Claim one(
      String name,
      Measured measured,
      ToDoubleFunction<Propagation> decades,
      double published,
      double rounding,
      String source) {
    Spread spread = Spread.of(measured.runs().stream().mapToDouble(decades).toArray());
    return Claim.equal(
        name,
        spread.mean(),
        Math.log10(published),
        source,
        spread.ofFurther() + Math.log10(1 + rounding / published));
  }
}
