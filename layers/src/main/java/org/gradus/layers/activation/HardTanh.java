package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Limits to an interval: y = min(max(x, low), high), dy/dx = 1 where low &lt; x &lt; high, else 0
 * (also at the bounds).
 *
 * <p>Source: Collobert, "Large scale machine learning", 2004.
 *
 * @param low the lower bound, a finite number
 * @param high the upper bound, a finite number above low
 */
public record HardTanh(double low, double high) implements Activation.Formula {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if one is not finite, or high is not above low
   */
  public HardTanh {
    Settings.requireFinite("hard-tanh", "low", low);
    Settings.requireFinite("hard-tanh", "high", high);
    Settings.require(high > low, "hard-tanh", "high", "more than low, " + low, high);
  }

  /** Limits to [−1, 1]. */
  @Defaults
  public HardTanh() {
    this(-1, 1);
  }

  @Override
  public String name() {
    return "hard-tanh";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.min(lanes.max(x, lanes.constant(low)), lanes.constant(high));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V zero = lanes.constant(0);
    V belowHigh = lanes.whereGreater(lanes.constant(high), y, lanes.constant(1), zero);
    return lanes.whereGreater(y, lanes.constant(low), belowHigh, zero);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
