package org.gradus.layers.activation;

import org.gradus.core.pointwise.Lanes;

/**
 * Scales an exponential linear unit so that activations tend to mean 0 and variance 1: y = λ x
 * where x &gt; 0, else λ α (eˣ − 1); dy/dx = λ where x &gt; 0, else y + λ α (also at 0). α ≈ 1.6733
 * and λ ≈ 1.0507 solve for that fixed point; weights should start with the variance 1 / fan-in.
 * Tends to −1.7581.
 *
 * <p>Source: Klambauer, Unterthiner, Mayr and Hochreiter, "Self-normalizing neural networks", 2017.
 */
public record Selu() implements Activation.Formula {
  private static final double ALPHA = 1.6732632423543772;
  private static final double SCALE = 1.0507009873554805;
  private static final double LIMIT = SCALE * ALPHA;

  @Override
  public String name() {
    return "selu";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V zero = lanes.constant(0);
    V negative = lanes.multiply(lanes.expm1(lanes.min(x, zero)), lanes.constant(LIMIT));
    return lanes.fma(lanes.max(x, zero), lanes.constant(SCALE), negative);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V negative = lanes.add(y, lanes.constant(LIMIT));
    return lanes.whereGreater(y, lanes.constant(0), lanes.constant(SCALE), negative);
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
