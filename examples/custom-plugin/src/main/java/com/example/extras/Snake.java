package com.example.extras;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.Lanes;
import org.gradus.layers.activation.Activation;

/**
 * Adds a wave to its input, for functions that repeat themselves: y = x + sin²(a x) / a, dy/dx = 1
 * + sin(2 a x), which is never negative.
 *
 * <p>Source: Liu, Hartwig and Ueda, "Neural networks fail to learn periodic functions and how to
 * fix it", 2020.
 *
 * @param frequency a, a finite number above 0
 */
public record Snake(double frequency) implements Activation.Formula {
  /**
   * Checks the frequency.
   *
   * @throws IllegalArgumentException if it is not above 0, or not finite
   */
  public Snake {
    if (!(frequency > 0 && frequency < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[snake] frequency is out of range: expected a finite number above 0, got "
              + frequency
              + ".");
    }
  }

  /** Creates the frequency 1. */
  @Defaults
  public Snake() {
    this(1);
  }

  @Override
  public String name() {
    return "snake";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V wave = lanes.sin(lanes.multiply(x, lanes.constant(frequency)));
    return lanes.fma(lanes.multiply(wave, wave), lanes.constant(1 / frequency), x);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V angle = lanes.multiply(x, lanes.constant(2 * frequency));
    return lanes.add(lanes.sin(angle), lanes.constant(1));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
