package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Takes the smooth positive part: y = ln(1 + e^(beta x)) / beta, above 0; dy/dx = sigmoid(beta x).
 * Computed as max(x, 0) + ln(1 + e^(−|beta x|)) / beta, which neither overflows nor loses its tail.
 *
 * <p>Above a threshold it can be made exactly x, with slope 1, as PyTorch's is from 20 on. By
 * default it is not: nothing overflows that the threshold would have to prevent.
 *
 * <p>Source: Dugas et al., "Incorporating second-order functional knowledge for better option
 * pricing", 2001.
 *
 * @param beta how sharp the bend is; a finite number above 0
 * @param threshold the largest beta x for which the logarithm is computed; not NaN, and ∞ for none
 */
public record Softplus(double beta, double threshold) implements Activation.Formula {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if beta is not above 0 or not finite, or the threshold is NaN
   */
  public Softplus {
    Settings.requirePositive("softplus", "beta", beta);
    Settings.require(!Double.isNaN(threshold), "softplus", "threshold", "a number", threshold);
  }

  /** Creates beta 1 and no threshold. */
  @Defaults
  public Softplus() {
    this(1, Double.POSITIVE_INFINITY);
  }

  @Override
  public String name() {
    return "softplus";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V scaled = lanes.multiply(x, lanes.constant(beta));
    V tail = lanes.log1p(lanes.exp(lanes.negate(lanes.abs(scaled))));
    V sum = lanes.fma(tail, lanes.constant(1 / beta), lanes.max(x, lanes.constant(0)));
    return isExact() ? sum : lanes.whereGreater(scaled, lanes.constant(threshold), x, sum);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V scaled = lanes.multiply(x, lanes.constant(beta));
    V slope = lanes.sigmoid(scaled);
    return isExact()
        ? slope
        : lanes.whereGreater(scaled, lanes.constant(threshold), lanes.constant(1), slope);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }

  private boolean isExact() {
    return threshold == Double.POSITIVE_INFINITY;
  }
}
