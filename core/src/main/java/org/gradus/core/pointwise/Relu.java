package org.gradus.core.pointwise;

/**
 * The positive part, y = max(x, 0), with y′ = 1 for x &gt; 0 and 0 elsewhere, at 0 too. NaN stays
 * NaN, with derivative 0. (Nair and Hinton, <i>Rectified linear units improve restricted Boltzmann
 * machines</i>, 2010.)
 */
public record Relu() implements UnaryFunction {
  @Override
  public String name() {
    return "relu";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    return lanes.max(x, lanes.constant(0));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V zero = lanes.constant(0);
    return lanes.whereGreater(y, zero, lanes.constant(1), zero);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
