package org.gradus.core.pointwise;

/**
 * The soft positive part, y = ln(1 + eˣ), with y′ = sigmoid(x). Computed as max(x, 0) + ln(1 +
 * e^(−|x|)), which neither overflows nor loses its lower tail. (Dugas et al., <i>Incorporating
 * second-order functional knowledge for better option pricing</i>, 2001.)
 */
public record Softplus() implements UnaryFunction {
  @Override
  public String name() {
    return "softplus";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V tail = lanes.log1p(lanes.exp(lanes.negate(lanes.abs(x))));
    return lanes.add(lanes.max(x, lanes.constant(0)), tail);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    return lanes.sigmoid(x);
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
