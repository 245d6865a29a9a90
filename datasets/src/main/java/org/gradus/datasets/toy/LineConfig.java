package org.gradus.datasets.toy;

import java.util.Arrays;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for y = slope · x + intercept + noise at places x that are uniform in [−1, 1): linear
 * regression.
 *
 * @param samples how many points, at least 1
 * @param slope of the line; 2 by default
 * @param intercept the value at 0; 1 by default
 * @param noise the standard deviation of what is added to each value, at least 0; 0.1 by default
 * @param seed of the random numbers; 0 by default
 */
public record LineConfig(int samples, double slope, double intercept, double noise, long seed)
    implements Dataset.Config {
  private static final String NAME = "line";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public LineConfig {
    Points.check(NAME, samples, noise);
    Settings.requireFinite(NAME, "slope", slope);
    Settings.requireFinite(NAME, "intercept", intercept);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public LineConfig(int samples) {
    this(samples, 2, 1, 0.1, 0);
  }

  /** Returns points with the default settings. */
  public static LineConfig of(int samples) {
    return new LineConfig(samples);
  }

  /**
   * Returns these settings with another {@link #slope}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public LineConfig withSlope(double slope) {
    return new LineConfig(samples, slope, intercept, noise, seed);
  }

  /**
   * Returns these settings with another {@link #intercept}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public LineConfig withIntercept(double intercept) {
    return new LineConfig(samples, slope, intercept, noise, seed);
  }

  /**
   * Returns these settings with another {@link #noise}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public LineConfig withNoise(double noise) {
    return new LineConfig(samples, slope, intercept, noise, seed);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public LineConfig withSeed(long seed) {
    return new LineConfig(samples, slope, intercept, noise, seed);
  }

  /** Draws the values. */
  public Dataset generate() {
    RandomSource random = RandomSource.of(seed);
    RandomSource places = random.stream("x");
    double[] x = new double[samples];
    Arrays.setAll(x, i -> 2 * places.nextDouble() - 1);
    return Points.curve(x, at -> slope * at + intercept, noise, random.stream("noise"));
  }
}
