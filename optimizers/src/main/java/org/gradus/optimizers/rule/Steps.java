package org.gradus.optimizers.rule;

import org.gradus.core.pointwise.Lanes;

/** Parts of steps that rules share. */
final class Steps {
  private Steps() {}

  /** Returns 1 − βᵗ: how much a moving average has seen after t steps, having begun with 0. */
  static double debias(double beta, long step) {
    return 1 - Math.pow(beta, (double) step);
  }

  /** Returns g + λθ, with −g for g where the rule climbs. */
  static <V> V decayed(Lanes<V> lanes, V gradient, boolean maximize, V parameter, double decay) {
    V signed = maximize ? lanes.negate(gradient) : gradient;
    return decay == 0 ? signed : lanes.fma(lanes.constant(decay), parameter, signed);
  }

  /** Returns the moving average βm + (1 − β)x. */
  static <V> V average(Lanes<V> lanes, double beta, V mean, V x) {
    return lanes.fma(lanes.constant(beta), mean, lanes.multiply(lanes.constant(1 - beta), x));
  }

  /** Returns the moving average of squares βv + (1 − β)x². */
  static <V> V averageOfSquares(Lanes<V> lanes, double beta, V mean, V x) {
    return average(lanes, beta, mean, lanes.multiply(x, x));
  }

  /** Returns θ − ηd. */
  static <V> V down(Lanes<V> lanes, V parameter, double learningRate, V direction) {
    return lanes.fma(lanes.constant(-learningRate), direction, parameter);
  }

  /** Returns the sign of x: 1, 0 or −1. */
  static <V> V sign(Lanes<V> lanes, V x) {
    V zero = lanes.constant(0);
    V notPositive = lanes.whereGreater(zero, x, lanes.constant(-1), zero);
    return lanes.whereGreater(x, zero, lanes.constant(1), notPositive);
  }
}
