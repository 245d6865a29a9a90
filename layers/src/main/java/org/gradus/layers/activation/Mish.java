package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Weighs a number by tanh(softplus(x)): y = x · tanh(ln(1 + eˣ)).
 *
 * <p>With e = eˣ and n = e (e + 2), tanh(ln(1 + e)) is n / (n + 2), so that y takes one exponential
 * and one division; dy/dx = n / (n + 2) + 4 x e (1 + e) / (n + 2)². Above 20 e and the second term
 * are taken at 20, where the weight has long been 1.
 *
 * <p>Source: Misra, "Mish: a self regularized non-monotonic activation function", 2020.
 */
public record Mish() implements Activation.Formula {
  @Override
  public String name() {
    return "mish";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V two = lanes.constant(2);
    V e = lanes.exp(limited(lanes, x));
    V n = lanes.multiply(e, lanes.add(e, two));
    return lanes.multiply(x, lanes.divide(n, lanes.add(n, two)));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V two = lanes.constant(2);
    V limited = limited(lanes, x);
    V e = lanes.exp(limited);
    V n = lanes.multiply(e, lanes.add(e, two));
    V scale = lanes.divide(lanes.constant(1), lanes.add(n, two));
    V product = lanes.multiply(lanes.fma(e, e, e), lanes.constant(4));
    return lanes.multiply(scale, lanes.fma(lanes.multiply(product, scale), limited, n));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }

  /** Returns x, but 20 at most: the square of a larger eˣ would overflow, and changes nothing. */
  private static <V> V limited(Lanes<V> lanes, V x) {
    return lanes.min(x, lanes.constant(20));
  }
}
