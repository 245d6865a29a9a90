package org.gradus.datasets.toy;

import java.util.Arrays;
import org.gradus.core.json.Defaults;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for noisy samples of the curve by which the lecture's book shows what regularization does,
 * {@link BookCurve#at}: one place x, uniform, in each of as many equal parts of [0, 1) as there are
 * samples.
 *
 * <p>Source: Prince, "Understanding Deep Learning", 2023, figures 8.4 and 9.2; the curve is
 * digitised from them.
 *
 * @param samples how many, at least 1; the book has 15
 * @param noise the standard deviation of what is added to each value, at least 0; 0.15 by default
 * @param seed of the random numbers; 0 by default
 */
public record BookCurveConfig(int samples, double noise, long seed) implements Dataset.Config {
  private static final String NAME = "book-curve";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public BookCurveConfig {
    Points.check(NAME, samples, noise);
  }

  /** Asks for points with the default settings. */
  @Defaults
  public BookCurveConfig(int samples) {
    this(samples, 0.15, 0);
  }

  /** Returns points with the default settings. */
  public static BookCurveConfig of(int samples) {
    return new BookCurveConfig(samples);
  }

  /**
   * Returns these settings with another {@link #noise}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public BookCurveConfig withNoise(double noise) {
    return new BookCurveConfig(samples, noise, seed);
  }

  /**
   * Returns these settings with another {@link #seed}.
   *
   * @throws IllegalArgumentException if it is out of range
   */
  public BookCurveConfig withSeed(long seed) {
    return new BookCurveConfig(samples, noise, seed);
  }

  /** Draws the values. */
  public Dataset generate() {
    RandomSource random = RandomSource.of(seed);
    RandomSource places = random.stream("x");
    double[] x = new double[samples];
    Arrays.setAll(x, i -> (i + places.nextDouble()) / samples);
    return Points.curve(x, BookCurve::at, noise, random.stream("noise"));
  }
}
