package org.gradus.layers.initialization;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Draws from a distribution of mean 0 and variance 2 · gain² / (fan-in + fan-out): Glorot
 * initialization, also called Xavier.
 *
 * <p>A compromise between keeping the variance of activations and that of gradients, for activation
 * functions that are linear around 0.
 *
 * <p>Source: Glorot and Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks", 2010.
 *
 * @param distribution the form of the distribution
 * @param gain at least 0, see {@link Gain}
 */
public record Glorot(Distribution distribution, double gain) implements Initializer {
  /**
   * Checks the gain.
   *
   * @throws IllegalArgumentException if the gain is negative or not finite
   */
  public Glorot {
    Settings.requireNotNegative("glorot", "gain", gain);
  }

  /** Creates the form of the paper: uniform, gain 1. */
  @Defaults
  public Glorot() {
    this(Distribution.UNIFORM, Gain.LINEAR);
  }

  /** Returns the normal distribution of variance 2 / (fan-in + fan-out). */
  public static Glorot normal() {
    return new Glorot(Distribution.NORMAL, Gain.LINEAR);
  }

  /** Returns the uniform distribution between ±√(6 / (fan-in + fan-out)). */
  public static Glorot uniform() {
    return new Glorot();
  }

  /** Returns this with another gain. */
  public Glorot withGain(double otherGain) {
    return new Glorot(distribution, otherGain);
  }

  /** Returns the standard deviation, gain · √(2 / (fan-in + fan-out)). */
  public double standardDeviation(Fans fans) {
    return scaling().standardDeviation(fans);
  }

  /** Returns the largest absolute value that can be drawn; ∞ of the normal distribution. */
  public double bound(Fans fans) {
    return scaling().bound(fans);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    return scaling().create(dtype, shape, fans, random);
  }

  private He scaling() {
    return new He(distribution, FanMode.AVERAGE, gain);
  }
}
