package org.gradus.datasets.toy;

import java.util.Arrays;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for normally distributed heaps of points, each a class, around centres that are drawn
 * uniformly from [−10, 10) in each coordinate.
 *
 * <p>Source: {@code make_blobs} of scikit-learn.
 *
 * @param samples how many points, at least 1; the first blobs have one more if they cannot be equal
 * @param centers how many blobs, at least 1; 3 by default
 * @param dimensions how many coordinates a point has, at least 1; 2 by default
 * @param deviation the standard deviation of each coordinate around the centre, at least 0; 1 by
 *     default
 * @param seed of the random numbers; 0 by default
 */
public record BlobsConfig(int samples, int centers, int dimensions, double deviation, long seed)
    implements Dataset.Config {
  private static final String NAME = "blobs";

  /** Centres are in a box of this half width. */
  private static final double BOX = 10;

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public BlobsConfig {
    Points.check(NAME, samples, deviation);
    Settings.requireSize(NAME, "centers", centers);
    Settings.requireSize(NAME, "dimensions", dimensions);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public BlobsConfig(int samples) {
    this(samples, 3, 2, 1, 0);
  }

  /** Returns points with the default settings. */
  public static BlobsConfig of(int samples) {
    return new BlobsConfig(samples);
  }

  /**
   * Returns these settings with another {@link #centers}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public BlobsConfig withCenters(int centers) {
    return new BlobsConfig(samples, centers, dimensions, deviation, seed);
  }

  /**
   * Returns these settings with another {@link #dimensions}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public BlobsConfig withDimensions(int dimensions) {
    return new BlobsConfig(samples, centers, dimensions, deviation, seed);
  }

  /**
   * Returns these settings with another {@link #deviation}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public BlobsConfig withDeviation(double deviation) {
    return new BlobsConfig(samples, centers, dimensions, deviation, seed);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public BlobsConfig withSeed(long seed) {
    return new BlobsConfig(samples, centers, dimensions, deviation, seed);
  }

  /** Draws the points. */
  public Dataset generate() {
    Points points = new Points(samples, dimensions);
    RandomSource random = RandomSource.of(seed);
    RandomSource places = random.stream("centers");
    for (int blob = 0; blob < centers; blob++) {
      double[] center = new double[dimensions];
      Arrays.setAll(center, axis -> BOX * (2 * places.nextDouble() - 1));
      int count = samples / centers + (blob < samples % centers ? 1 : 0);
      for (int i = 0; i < count; i++) {
        points.add(blob, center);
      }
    }
    return points.withNoise(deviation, random.stream("noise")).classified();
  }
}
