package org.gradus.core.dropout;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Drops elements at random, or all that belongs together, such that the mean stays. The same source
 * gives the same result with any number of threads, and drops the same in either type.
 */
public final class Dropouts {
  private static final String NAME = "dropout";

  /** The limit of {@code selu} at −∞, −λα: what a dropped unit of a self-normalizing network is. */
  private static final double SATURATED = -1.0507009873554805 * 1.6732632423543772;

  private Dropouts() {}

  /**
   * Sets elements to 0, each with probability p, and divides the others by 1 − p: y = x · m / (1 −
   * p), dx = dy · m / (1 − p). Returns x itself if p is 0.
   *
   * <p>A dropped element is 0 even if it was infinite or no number.
   *
   * <p>Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way
   * to prevent neural networks from overfitting", 2014.
   *
   * @param x FLOAT32 or FLOAT64
   * @param p the probability of an element to be dropped, from 0 to 1
   * @param random decides, by one {@link RandomSource#nextBoolean} of 1 − p for each element
   * @throws IllegalArgumentException if p is outside [0, 1] or NaN
   */
  public static Tensor elements(Tensor x, double p, RandomSource random) {
    return blocks(x, x.rank(), p, random);
  }

  /**
   * As {@link #elements}, but drops or keeps all elements together that have the same indices on
   * the first axes, such as examples (one axis) or channels of images (two).
   *
   * @param axes how many axes, from 0 to the rank of x
   * @param random decides, by one {@link RandomSource#nextBoolean} of 1 − p for each block
   * @throws IllegalArgumentException if p is outside [0, 1] or NaN
   * @throws ShapeException if x has fewer axes
   */
  public static Tensor blocks(Tensor x, int axes, double p, RandomSource random) {
    require(x, axes, p >= 0 && p <= 1, p, "0 to 1");
    if (p == 0) {
      return x;
    }
    return Dropout.of(x, mask(x, axes, p, random), p == 1 ? 0 : 1 / (1 - p), 0, 0);
  }

  /**
   * Sets blocks, as of {@link #blocks}, to the saturated value α' of SELU instead of to 0, and
   * scales and shifts everything so that mean 0 and variance 1 stay: y = a · (x · m + α' · (1 − m))
   * + b, with a = (q + α'² q (1 − q))^(−1/2), b = −a (1 − q) α' and q = 1 − p; dx = a · m · dy.
   *
   * <p>Source: Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks",
   * 2017.
   *
   * @param x FLOAT32 or FLOAT64
   * @param axes how many axes, from 0 to the rank of x, which is for single elements
   * @param p the probability of a block to be dropped, from 0 to below 1
   * @throws IllegalArgumentException if p is outside [0, 1) or NaN
   * @throws ShapeException if x has fewer axes
   */
  public static Tensor alpha(Tensor x, int axes, double p, RandomSource random) {
    require(x, axes, p >= 0 && p < 1, p, "0 to below 1");
    if (p == 0) {
      return x;
    }
    double q = 1 - p;
    double scale = 1 / Math.sqrt(q + SATURATED * SATURATED * q * p);
    double shift = -scale * p * SATURATED;
    return Dropout.of(x, mask(x, axes, p, random), scale, shift, scale * SATURATED + shift);
  }

  private static void require(Tensor x, int axes, boolean valid, double p, String range) {
    DTypeException.requireFloating(NAME, x);
    if (!valid) {
      throw new IllegalArgumentException(
          "[dropout] the probability is out of range: expected " + range + ", got " + p + ".");
    }
    if (axes > x.rank()) {
      throw ShapeException.of(
          NAME, "too few axes", "at least " + axes, String.valueOf(x.rank()), x.shape());
    }
  }

  private static Mask mask(Tensor x, int axes, double p, RandomSource random) {
    int runs = x.shape().elements(0, axes);
    return Mask.draw(runs, x.shape().elements(axes, x.rank()), 1 - p, random);
  }
}
