package org.gradus.datasets.toy;

import org.gradus.core.json.Defaults;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for the exclusive or: points at (0, 0), (0, 1), (1, 0) and (1, 1) in turn, with normal
 * noise, of class 1 where one of the two coordinates is 1 and not the other. No line separates the
 * classes (Minsky and Papert, "Perceptrons", 1969).
 *
 * @param samples how many points, at least 1
 * @param noise the standard deviation of what is added to each coordinate, at least 0; 0 by default
 * @param seed of the random numbers; 0 by default
 */
public record XorConfig(int samples, double noise, long seed) implements Dataset.Config {
  private static final String NAME = "xor";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public XorConfig {
    Points.check(NAME, samples, noise);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public XorConfig(int samples) {
    this(samples, 0, 0);
  }

  /** Returns points with the default settings. */
  public static XorConfig of(int samples) {
    return new XorConfig(samples);
  }

  /**
   * Returns these settings with another {@link #noise}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public XorConfig withNoise(double noise) {
    return new XorConfig(samples, noise, seed);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public XorConfig withSeed(long seed) {
    return new XorConfig(samples, noise, seed);
  }

  /** Draws the points. */
  public Dataset generate() {
    Points points = new Points(samples, 2);
    for (int i = 0; i < samples; i++) {
      int x = (i >> 1) & 1;
      int y = i & 1;
      points.add(x ^ y, x, y);
    }
    return points.withNoise(noise, RandomSource.of(seed)).classified();
  }
}
