package org.gradus.core.pointwise;

/** The smallest integer that is not below x, y = −⌊−x⌋, with y′ = 0. */
public record Ceil() implements UnaryFunction {
  @Override
  public String name() {
    return "ceil";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.negate(lanes.floor(lanes.negate(x)));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.constant(0);
  }

  @Override
  public Reads reads() {
    return Reads.NOTHING;
  }
}
