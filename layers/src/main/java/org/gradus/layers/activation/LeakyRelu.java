package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Multiplies negative numbers by a slope: y = max(x, 0) + slope · min(x, 0), dy/dx = 1 where x &gt;
 * 0, else slope (also at 0).
 *
 * <p>Source: Maas, Hannun and Ng, "Rectifier nonlinearities improve neural network acoustic
 * models", 2013.
 *
 * @param slope of the negative side, a finite number
 */
public record LeakyRelu(double slope) implements Activation.Formula {
  /**
   * Checks the slope.
   *
   * @throws IllegalArgumentException if the slope is not finite
   */
  public LeakyRelu {
    Settings.requireFinite("leaky-relu", "slope", slope);
  }

  /** Creates the slope 0.01. */
  @Defaults
  public LeakyRelu() {
    this(0.01);
  }

  @Override
  public String name() {
    return "leaky-relu";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V zero = lanes.constant(0);
    return lanes.fma(lanes.min(x, zero), lanes.constant(slope), lanes.max(x, zero));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.whereGreater(x, lanes.constant(0), lanes.constant(1), lanes.constant(slope));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
