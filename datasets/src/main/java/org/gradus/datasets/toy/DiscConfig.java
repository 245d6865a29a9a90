package org.gradus.datasets.toy;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for points that are uniform in [0, 1)², of class 1 in the disc around (½, ½) of radius 1 /
 * √(2π) and of class 0 outside it: the disc has half of the area.
 *
 * <p>Source: Fleuret, "Deep learning" (EPFL, course EE-559), practical 5.
 *
 * @param samples how many points, at least 1
 * @param seed of the random numbers; 0 by default
 */
public record DiscConfig(int samples, long seed) implements Dataset.Config {
  private static final String NAME = "disc";

  private static final double SQUARED_RADIUS = 1 / (2 * Math.PI);

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public DiscConfig {
    Settings.requireSize(NAME, "samples", samples);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public DiscConfig(int samples) {
    this(samples, 0);
  }

  /** Returns points with the default settings. */
  public static DiscConfig of(int samples) {
    return new DiscConfig(samples);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public DiscConfig withSeed(long seed) {
    return new DiscConfig(samples, seed);
  }

  /** Draws the points. */
  public Dataset generate() {
    Points points = new Points(samples, 2);
    RandomSource random = RandomSource.of(seed);
    for (int i = 0; i < samples; i++) {
      double x = random.nextDouble();
      double y = random.nextDouble();
      double squaredDistance = (x - 0.5) * (x - 0.5) + (y - 0.5) * (y - 0.5);
      points.add(squaredDistance < SQUARED_RADIUS ? 1 : 0, x, y);
    }
    return points.classified();
  }
}
