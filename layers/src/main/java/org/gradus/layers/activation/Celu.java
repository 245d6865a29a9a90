package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Lets negative numbers saturate exponentially, with a continuous slope: y = x where x &gt; 0, else
 * alpha · (e^(x / alpha) − 1); dy/dx = 1 where x &gt; 0, else y / alpha + 1, which is 1 at 0. Tends
 * to −alpha.
 *
 * <p>Source: Barron, "Continuously differentiable exponential linear units", 2017.
 *
 * @param alpha the limit on the negative side, negated; a finite number above 0
 */
public record Celu(double alpha) implements Activation.Formula {
  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public Celu {
    Settings.requirePositive("celu", "alpha", alpha);
  }

  /** Creates the limit 1. */
  @Defaults
  public Celu() {
    this(1);
  }

  @Override
  public String name() {
    return "celu";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V zero = lanes.constant(0);
    V scaled = lanes.multiply(lanes.min(x, zero), lanes.constant(1 / alpha));
    return lanes.fma(lanes.expm1(scaled), lanes.constant(alpha), lanes.max(x, zero));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V one = lanes.constant(1);
    V negative = lanes.fma(y, lanes.constant(1 / alpha), one);
    return lanes.whereGreater(y, lanes.constant(0), one, negative);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
