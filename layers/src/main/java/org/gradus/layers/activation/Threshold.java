package org.gradus.layers.activation;

import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Replaces what is not above a threshold by a value: y = x where x &gt; threshold, else value;
 * dy/dx = 1 where x &gt; threshold, else 0 (also at the threshold). NaN stays NaN.
 *
 * @param threshold a finite number
 * @param value a finite number
 */
public record Threshold(double threshold, double value) implements Activation.Formula {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is not finite
   */
  public Threshold {
    Settings.requireFinite("threshold", "threshold", threshold);
    Settings.requireFinite("threshold", "value", value);
  }

  @Override
  public String name() {
    return "threshold";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V chosen = lanes.whereGreater(x, lanes.constant(threshold), x, lanes.constant(value));
    return lanes.whereEqual(x, x, chosen, x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.whereGreater(x, lanes.constant(threshold), lanes.constant(1), lanes.constant(0));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
