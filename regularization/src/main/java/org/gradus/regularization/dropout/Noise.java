package org.gradus.regularization.dropout;

import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;

/** How noise z of deviation 1 comes into numbers, in one pass over both. */
final class Noise {
  private Noise() {}

  /** x + σ · z. */
  record Added(double deviation) implements BinaryFunction {
    @Override
    public String name() {
      return "add-noise";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V x, V noise) {
      return lanes.fma(lanes.constant(deviation), noise, x);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V x, V noise) {
      return lanes.constant(1);
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V x, V noise) {
      return lanes.constant(deviation);
    }

    @Override
    public boolean readsInputs() {
      return false;
    }
  }

  /** x · (1 + σ · z). */
  record Multiplied(double deviation) implements BinaryFunction {
    @Override
    public String name() {
      return "multiply-by-noise";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V x, V noise) {
      return lanes.multiply(x, factor(lanes, noise));
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V x, V noise) {
      return factor(lanes, noise);
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V x, V noise) {
      return lanes.multiply(x, lanes.constant(deviation));
    }

    private <V> V factor(Lanes<V> lanes, V noise) {
      return lanes.fma(lanes.constant(deviation), noise, lanes.constant(1));
    }
  }
}
