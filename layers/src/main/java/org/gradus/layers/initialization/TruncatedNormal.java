package org.gradus.layers.initialization;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Draws from a normal distribution cut to an interval: of density proportional to the normal one
 * within [low, high], and 0 outside.
 *
 * <p>Exact for every interval, also far in the tails, because draws are accepted or rejected and
 * never clipped. By the position of the interval, in units of the standard deviation, proposals are
 * normal, uniform or exponential, so that almost every second proposal is accepted at the least.
 * Rounding to FLOAT32 may leave the interval by half a unit in the last place.
 *
 * <p>The standard deviation of the result is below {@code standardDeviation}, that of the
 * distribution before it is cut.
 *
 * <p>Source: Robert, "Simulation of truncated normal variables", Statistics and Computing 5, 1995.
 *
 * @param mean of the distribution before it is cut; a finite number
 * @param standardDeviation of the distribution before it is cut; a finite number above 0
 * @param low the lower end, or −∞
 * @param high the upper end, above low, or ∞
 */
public record TruncatedNormal(double mean, double standardDeviation, double low, double high)
    implements Initializer {
  private static final double SQRT_2_PI = Math.sqrt(2 * Math.PI);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public TruncatedNormal {
    Settings.requireFinite("truncated-normal", "mean", mean);
    Settings.require(
        standardDeviation > 0 && standardDeviation < Double.POSITIVE_INFINITY,
        "truncated-normal",
        "standardDeviation",
        "a finite number above 0",
        standardDeviation);
    Settings.require(high > low, "truncated-normal", "high", "more than low, " + low, high);
  }

  /** Creates the standard normal distribution cut at ±2, as PyTorch's. */
  @Defaults
  public TruncatedNormal() {
    this(0, 1, -2, 2);
  }

  /** Returns the normal distribution of mean 0 cut at twice its standard deviation. */
  public static TruncatedNormal withinTwo(double standardDeviation) {
    return new TruncatedNormal(0, standardDeviation, -2 * standardDeviation, 2 * standardDeviation);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    return draw(dtype, shape, random);
  }

  Tensor draw(DType dtype, Shape shape, RandomSource random) {
    double from = (low - mean) / standardDeviation;
    double to = (high - mean) / standardDeviation;
    double[] values = new double[shape.elements()];
    for (int i = 0; i < values.length; i++) {
      double x = mean + standardDeviation * standard(from, to, random);
      values[i] = Math.min(Math.max(x, low), high); // rounding may pass an end
    }
    return Tensor.of(values, shape).cast(dtype);
  }

  /** Draws from the standard normal distribution cut to [from, to]. */
  private static double standard(double from, double to, RandomSource random) {
    if (to < 0 || (to == 0 && from < 0)) {
      return -upperTail(-to, -from, random);
    }
    if (from >= 0) {
      return upperTail(from, to, random);
    }
    return to - from < SQRT_2_PI ? uniform(from, to, 0, random) : normal(from, to, random);
  }

  /** Draws from an interval that does not reach below 0. */
  private static double upperTail(double from, double to, RandomSource random) {
    double root = Math.sqrt(from * from + 4);
    double rate = (from + root) / 2;
    double enough = from + Math.exp(0.5 + (from * from - from * root) / 4) / rate;
    return to > enough ? exponential(from, to, rate, random) : uniform(from, to, from, random);
  }

  private static double normal(double from, double to, RandomSource random) {
    while (true) {
      double x = random.nextGaussian();
      if (x >= from && x <= to) {
        return x;
      }
    }
  }

  /** Accepts x with probability φ(x) / φ(mode), the mode of the interval being its most likely. */
  private static double uniform(double from, double to, double mode, RandomSource random) {
    while (true) {
      double x = from + (to - from) * random.nextDouble();
      if (random.nextDouble() <= Math.exp((mode * mode - x * x) / 2)) {
        return x;
      }
    }
  }

  /** Accepts x ≥ from, exponential of the best rate, with probability e^(−(x − rate)² / 2). */
  private static double exponential(double from, double to, double rate, RandomSource random) {
    while (true) {
      double x = from - Math.log1p(-random.nextDouble()) / rate;
      double distance = x - rate;
      if (x <= to && random.nextDouble() <= Math.exp(-distance * distance / 2)) {
        return x;
      }
    }
  }
}
