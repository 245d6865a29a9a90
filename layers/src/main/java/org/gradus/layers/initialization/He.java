package org.gradus.layers.initialization;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Draws from a distribution of mean 0 and variance gain² / fan: He initialization.
 *
 * <p>With gain √2 and the fan-in a network of ReLUs keeps the mean square of its activations from
 * layer to layer; with the fan-out that of the gradients. The average mode's variance, 4 / (fan-in
 * + fan-out), is between the two. A fan of 0 gives zeros.
 *
 * <p>Source: He, Zhang, Ren and Sun, "Delving deep into rectifiers", 2015.
 *
 * @param distribution the form of the distribution
 * @param mode which fan
 * @param gain at least 0, see {@link Gain}
 */
public record He(Distribution distribution, FanMode mode, double gain) implements Initializer {
  /**
   * Checks the gain.
   *
   * @throws IllegalArgumentException if the gain is negative or not finite
   */
  public He {
    Settings.requireNotNegative("he", "gain", gain);
  }

  /** Creates He's initialization for ReLU: normal, by the fan-in, gain √2. */
  @Defaults
  public He() {
    this(Distribution.NORMAL, FanMode.FAN_IN, Gain.RELU);
  }

  /** Returns the normal distribution of variance 2 / fan-in. */
  public static He normal() {
    return new He();
  }

  /** Returns the uniform distribution of variance 2 / fan-in. */
  public static He uniform() {
    return new He(Distribution.UNIFORM, FanMode.FAN_IN, Gain.RELU);
  }

  /**
   * Returns the normal distribution of variance 1 / fan-in, for {@code Selu} and other activation
   * functions that keep the variance. (LeCun, Bottou, Orr and Müller, "Efficient backprop", 1998.)
   */
  public static He lecun() {
    return new He(Distribution.NORMAL, FanMode.FAN_IN, Gain.LINEAR);
  }

  /**
   * Returns what PyTorch starts weights and biases of linear and convolutional layers with: the
   * uniform distribution between ±1 / √fan-in, PyTorch's {@code kaiming_uniform_(a=√5)}.
   */
  public static He pytorch() {
    return new He(Distribution.UNIFORM, FanMode.FAN_IN, Gain.leakyRelu(Math.sqrt(5)));
  }

  /** Returns this by another fan. */
  public He by(FanMode otherMode) {
    return new He(distribution, otherMode, gain);
  }

  /** Returns this with another gain. */
  public He withGain(double otherGain) {
    return new He(distribution, mode, otherGain);
  }

  /** Returns the standard deviation: gain / √fan, or 0 where the fan is 0. */
  public double standardDeviation(Fans fans) {
    double fan = mode.of(fans);
    return fan == 0 ? 0 : gain / Math.sqrt(fan);
  }

  /** Returns the largest absolute value that can be drawn; ∞ of the normal distribution. */
  public double bound(Fans fans) {
    return distribution.bound(standardDeviation(fans));
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    return distribution.draw(dtype, shape, standardDeviation(fans), random);
  }
}
