package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Takes the sine: y = sin(frequency · x), dy/dx = frequency · cos(frequency · x).
 *
 * <p>Source: Sitzmann et al., "Implicit neural representations with periodic activation functions",
 * 2020, which uses the frequency 30.
 *
 * @param frequency in radians for each unit of x; a finite number
 */
public record Sine(double frequency) implements Activation.Formula {
  /**
   * Checks the frequency.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public Sine {
    Settings.requireFinite("sine", "frequency", frequency);
  }

  /** Creates the frequency 1. */
  @Defaults
  public Sine() {
    this(1);
  }

  @Override
  public String name() {
    return "sine";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.sin(lanes.multiply(x, lanes.constant(frequency)));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V factor = lanes.constant(frequency);
    return lanes.multiply(factor, lanes.cos(lanes.multiply(x, factor)));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
