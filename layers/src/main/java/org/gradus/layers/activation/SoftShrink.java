package org.gradus.layers.activation;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;

/**
 * Moves every number towards 0 by a threshold: y = x − min(max(x, −threshold), threshold), dy/dx =
 * 1 where |x| &gt; threshold, else 0 (also at the threshold). The proximal operator of threshold ·
 * |x|.
 *
 * <p>Source: Donoho, "De-noising by soft-thresholding", 1995.
 *
 * @param threshold a finite number of at least 0
 */
public record SoftShrink(double threshold) implements Activation.Formula {
  /**
   * Checks the threshold.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public SoftShrink {
    Settings.requireNotNegative("soft-shrink", "threshold", threshold);
  }

  /** Creates the threshold 0.5. */
  @Defaults
  public SoftShrink() {
    this(0.5);
  }

  @Override
  public String name() {
    return "soft-shrink";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V within = lanes.min(lanes.max(x, lanes.constant(-threshold)), lanes.constant(threshold));
    return lanes.subtract(x, within);
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
