package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Sets small numbers to 0: y = x where |x| &gt; threshold, else 0; dy/dx = 1 where |x| &gt;
 * threshold, else 0 (also at the threshold).
 *
 * <p>Source: Donoho and Johnstone, "Ideal spatial adaptation by wavelet shrinkage", 1994.
 *
 * @param threshold a finite number of at least 0
 */
public record HardShrink(double threshold) implements Activation.Formula {
  /**
   * Checks the threshold.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public HardShrink {
    Settings.requireNotNegative("hard-shrink", "threshold", threshold);
  }

  /** Creates the threshold 0.5. */
  @Defaults
  public HardShrink() {
    this(0.5);
  }

  @Override
  public String name() {
    return "hard-shrink";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    // x − x rather than 0: NaN stays NaN.
    V zero = lanes.subtract(x, x);
    return lanes.whereGreater(lanes.abs(x), lanes.constant(threshold), x, zero);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V zero = lanes.constant(0);
    return lanes.whereEqual(y, zero, zero, lanes.constant(1));
  }

  @Override
  public Reads reads() {
    return Reads.OUTPUT;
  }
}
