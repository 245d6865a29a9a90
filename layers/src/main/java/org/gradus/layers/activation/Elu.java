package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Lets negative numbers saturate exponentially: y = x where x &gt; 0, else alpha · (eˣ − 1); dy/dx
 * = 1 where x &gt; 0, else y + alpha (also at 0, where it is alpha). Tends to −alpha.
 *
 * <p>Source: Clevert, Unterthiner and Hochreiter, "Fast and accurate deep network learning by
 * exponential linear units (ELUs)", 2016.
 *
 * @param alpha the limit on the negative side, negated; a finite number of at least 0
 */
public record Elu(double alpha) implements Activation.Formula {
  /**
   * Checks the limit.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public Elu {
    Settings.requireNotNegative("elu", "alpha", alpha);
  }

  /** Creates the limit 1. */
  @Defaults
  public Elu() {
    this(1);
  }

  @Override
  public String name() {
    return "elu";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V zero = lanes.constant(0);
    V negative = lanes.expm1(lanes.min(x, zero));
    return lanes.fma(negative, lanes.constant(alpha), lanes.max(x, zero));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V negative = lanes.add(y, lanes.constant(alpha));
    return lanes.whereGreater(y, lanes.constant(0), lanes.constant(1), negative);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
