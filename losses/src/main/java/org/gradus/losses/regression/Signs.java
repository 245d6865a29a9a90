package org.gradus.losses.regression;

import org.gradus.core.pointwise.Lanes;

/** The derivative of an absolute difference. */
final class Signs {
  private Signs() {}

  /** Returns the sign of a − b: 1, 0 or −1. */
  static <V> V of(Lanes<V> lanes, V a, V b) {
    V zero = lanes.constant(0);
    V negative = lanes.whereGreater(b, a, lanes.constant(-1), zero);
    return lanes.whereGreater(a, b, lanes.constant(1), negative);
  }
}
