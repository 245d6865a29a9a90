package org.gradus.core.pointwise;

/**
 * Limits to an interval, y = min(max(x, min), max), with y′ = 1 for min ≤ x ≤ max, the bounds
 * included, and 0 outside. NaN stays NaN.
 *
 * @param min the lower bound; −∞ for none
 * @param max the upper bound, not below {@code min}; ∞ for none
 */
public record Clamp(double min, double max) implements UnaryFunction {
  /**
   * Makes a clamp.
   *
   * @throws IllegalArgumentException if a bound is NaN, or the lower one is above the upper one
   */
  public Clamp {
    if (!(min <= max)) {
      throw new IllegalArgumentException(
          "[clamp] bounds do not form an interval: expected min <= max, got min "
              + min
              + " and max "
              + max
              + ".");
    }
  }

  @Override
  public String name() {
    return "clamp";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.min(lanes.max(x, lanes.constant(min)), lanes.constant(max));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V zero = lanes.constant(0);
    V notAbove = lanes.whereGreater(x, lanes.constant(max), zero, lanes.constant(1));
    return lanes.whereGreater(lanes.constant(min), x, zero, notAbove);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
