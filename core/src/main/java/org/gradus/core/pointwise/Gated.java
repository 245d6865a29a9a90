package org.gradus.core.pointwise;

/**
 * A number weighed by a function of another one, a · gate(b), with derivatives gate(b) and a ·
 * gate′(b). (Dauphin et al., <i>Language modeling with gated convolutional networks</i>, 2017;
 * Shazeer, <i>GLU variants improve transformer</i>, 2020.)
 *
 * @param gate the function
 */
public record Gated(UnaryFunction gate) implements BinaryFunction {
  @Override
  public String name() {
    return "gated";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V a, V b) {
    return lanes.multiply(a, gate.apply(lanes, b));
  }

  @Override
  public <V> V derivativeA(Lanes<V> lanes, V a, V b) {
    return gate.apply(lanes, b);
  }

  @Override
  public <V> V derivativeB(Lanes<V> lanes, V a, V b) {
    V y = gate.reads().output() ? gate.apply(lanes, b) : b;
    return lanes.multiply(a, gate.derivative(lanes, b, y));
  }
}
