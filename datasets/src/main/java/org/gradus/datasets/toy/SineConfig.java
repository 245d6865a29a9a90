package org.gradus.datasets.toy;

import java.util.Arrays;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for y = sin x + noise at places x that are uniform in [low, high).
 *
 * @param samples how many points, at least 1
 * @param noise the standard deviation of what is added to each value, at least 0; 0.1 by default
 * @param low the least x; −π by default
 * @param high the bound of x, above {@code low}; π by default
 * @param seed of the random numbers; 0 by default
 */
public record SineConfig(int samples, double noise, double low, double high, long seed)
    implements Dataset.Config {
  private static final String NAME = "sine";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public SineConfig {
    Points.check(NAME, samples, noise);
    Settings.requireFinite(NAME, "low", low);
    Settings.requireFinite(NAME, "high", high);
    Settings.require(high > low, NAME, "high", "a number above " + low, high);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public SineConfig(int samples) {
    this(samples, 0.1, -Math.PI, Math.PI, 0);
  }

  /** Returns points with the default settings. */
  public static SineConfig of(int samples) {
    return new SineConfig(samples);
  }

  /**
   * Returns these settings with another {@link #noise}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SineConfig withNoise(double noise) {
    return new SineConfig(samples, noise, low, high, seed);
  }

  /**
   * Returns these settings with another {@link #low}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SineConfig withLow(double low) {
    return new SineConfig(samples, noise, low, high, seed);
  }

  /**
   * Returns these settings with another {@link #high}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SineConfig withHigh(double high) {
    return new SineConfig(samples, noise, low, high, seed);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SineConfig withSeed(long seed) {
    return new SineConfig(samples, noise, low, high, seed);
  }

  /** Draws the values. */
  public Dataset generate() {
    RandomSource random = RandomSource.of(seed);
    RandomSource places = random.stream("x");
    double[] x = new double[samples];
    Arrays.setAll(x, i -> low + (high - low) * places.nextDouble());
    return Points.curve(x, Math::sin, noise, random.stream("noise"));
  }
}
