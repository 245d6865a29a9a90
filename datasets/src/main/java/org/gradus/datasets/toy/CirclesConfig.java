package org.gradus.datasets.toy;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for two circles around the origin: class 0 of radius 1, class 1 within it, the points of
 * each evenly spaced, with normal noise.
 *
 * <p>Source: {@code make_circles} of scikit-learn, with half of the samples, rounded down, in class
 * 0.
 *
 * @param samples how many points, at least 1
 * @param noise the standard deviation of what is added to each coordinate, at least 0; 0.1 by
 *     default
 * @param factor the radius of the inner circle, from 0 to below 1; 0.8 by default
 * @param seed of the random numbers; 0 by default
 */
public record CirclesConfig(int samples, double noise, double factor, long seed)
    implements Dataset.Config {
  private static final String NAME = "circles";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public CirclesConfig {
    Points.check(NAME, samples, noise);
    Settings.requireDecay(NAME, "factor", factor);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public CirclesConfig(int samples) {
    this(samples, 0.1, 0.8, 0);
  }

  /** Returns points with the default settings. */
  public static CirclesConfig of(int samples) {
    return new CirclesConfig(samples);
  }

  /**
   * Returns these settings with another {@link #noise}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public CirclesConfig withNoise(double noise) {
    return new CirclesConfig(samples, noise, factor, seed);
  }

  /**
   * Returns these settings with another {@link #factor}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public CirclesConfig withFactor(double factor) {
    return new CirclesConfig(samples, noise, factor, seed);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public CirclesConfig withSeed(long seed) {
    return new CirclesConfig(samples, noise, factor, seed);
  }

  /** Draws the points. */
  public Dataset generate() {
    Points points = new Points(samples, 2);
    int outer = samples / 2;
    addCircle(points, 0, outer, 1);
    addCircle(points, 1, samples - outer, factor);
    return points.withNoise(noise, RandomSource.of(seed)).classified();
  }

  private static void addCircle(Points points, int label, int count, double radius) {
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      points.add(label, radius * Math.cos(angle), radius * Math.sin(angle));
    }
  }
}
