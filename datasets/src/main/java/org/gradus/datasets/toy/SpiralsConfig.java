package org.gradus.datasets.toy;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for spiral arms around the origin, each a class: arm k of {@code arms} has the radius r from
 * 0 to 1, evenly spaced, and the point (r sin t, r cos t) at the angle t = 4 (k + r) + noise, in
 * radians.
 *
 * <p>Source: Stanford's course CS231n, "Putting it together: minimal neural network case study",
 * with three arms and a noise of 0.2.
 *
 * @param samples how many points, at least 1; the first arms have one more if they cannot be equal
 * @param arms how many arms, at least 1; 3 by default
 * @param noise the standard deviation of what is added to the angle, at least 0; 0.2 by default
 * @param seed of the random numbers; 0 by default
 */
public record SpiralsConfig(int samples, int arms, double noise, long seed)
    implements Dataset.Config {
  private static final String NAME = "spirals";

  /** How far an arm turns, in radians. */
  private static final double TURN = 4;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public SpiralsConfig {
    Points.check(NAME, samples, noise);
    Settings.requireSize(NAME, "arms", arms);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public SpiralsConfig(int samples) {
    this(samples, 3, 0.2, 0);
  }

  /** Returns points with the default settings. */
  public static SpiralsConfig of(int samples) {
    return new SpiralsConfig(samples);
  }

  /**
   * Returns these settings with another {@link #arms}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SpiralsConfig withArms(int arms) {
    return new SpiralsConfig(samples, arms, noise, seed);
  }

  /**
   * Returns these settings with another {@link #noise}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SpiralsConfig withNoise(double noise) {
    return new SpiralsConfig(samples, arms, noise, seed);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public SpiralsConfig withSeed(long seed) {
    return new SpiralsConfig(samples, arms, noise, seed);
  }

  /** Draws the points. */
  public Dataset generate() {
    Points points = new Points(samples, 2);
    RandomSource random = RandomSource.of(seed);
    for (int arm = 0; arm < arms; arm++) {
      int count = samples / arms + (arm < samples % arms ? 1 : 0);
      for (int i = 0; i < count; i++) {
        double radius = Points.share(i, count);
        double angle = TURN * (arm + radius) + noise * random.nextGaussian();
        points.add(arm, radius * Math.sin(angle), radius * Math.cos(angle));
      }
    }
    return points.classified();
  }
}
