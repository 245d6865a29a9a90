package org.gradus.regularization.averaging;

import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;

/**
 * Moves an average some of the way to a new value: a + w · (x − a).
 *
 * @param weight w, from 0 to 1
 */
record Blend(double weight) implements BinaryFunction {
  @Override
  public String name() {
    return "blend";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V average, V x) {
    return lanes.fma(lanes.constant(weight), lanes.subtract(x, average), average);
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V average, V x) {
    return lanes.constant(1 - weight);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V average, V x) {
    return lanes.constant(weight);
  }

  @Override
  public boolean readsInputs() {
    return false;
  }
}
