package org.gradus.datasets.toy;

import org.gradus.core.json.Defaults;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for two interleaving half circles, one of class 0 above, one of class 1 below and to the
 * right: (cos t, sin t) and (1 − cos t, ½ − sin t) for t from 0 to π, evenly spaced, with normal
 * noise.
 *
 * <p>Source: {@code make_moons} of scikit-learn, with half of the samples, rounded down, in class
 * 0.
 *
 * @param samples how many points, at least 1
 * @param noise the standard deviation of what is added to each coordinate, at least 0; 0.1 by
 *     default
 * @param seed of the random numbers; 0 by default
 */
public record MoonsConfig(int samples, double noise, long seed) implements Dataset.Config {
  private static final String NAME = "moons";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public MoonsConfig {
    Points.check(NAME, samples, noise);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public MoonsConfig(int samples) {
    this(samples, 0.1, 0);
  }

  /** Returns points with the default settings. */
  public static MoonsConfig of(int samples) {
    return new MoonsConfig(samples);
  }

  /**
   * Returns these settings with another {@link #noise}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public MoonsConfig withNoise(double noise) {
    return new MoonsConfig(samples, noise, seed);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public MoonsConfig withSeed(long seed) {
    return new MoonsConfig(samples, noise, seed);
  }

  /** Draws the points. */
  public Dataset generate() {
    Points points = new Points(samples, 2);
    int outer = samples / 2;
    for (int i = 0; i < outer; i++) {
      double angle = Math.PI * Points.share(i, outer);
      points.add(0, Math.cos(angle), Math.sin(angle));
    }
    int inner = samples - outer;
    for (int i = 0; i < inner; i++) {
      double angle = Math.PI * Points.share(i, inner);
      points.add(1, 1 - Math.cos(angle), 0.5 - Math.sin(angle));
    }
    return points.withNoise(noise, RandomSource.of(seed)).classified();
  }
}
