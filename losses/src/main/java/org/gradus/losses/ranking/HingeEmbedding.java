package org.gradus.losses.ranking;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The loss of distances: ℓ = p where t = 1 (a pair that belongs together), else max(0, margin − p)
 * (one that does not).
 *
 * <p>Shapes: the prediction p, distances, and the target t, 1 or −1, are of one shape, whatever it
 * is. The gradient with respect to p is 1 for pairs that belong together; for others −1 within the
 * margin, else 0.
 *
 * @param reduction of the losses of all elements
 * @param margin the distance that pairs of different kind should have; 1 by default
 */
public record HingeEmbedding(Reduction reduction, double margin) implements ElementwiseLoss {
  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public HingeEmbedding {
    Settings.requireFinite("hinge-embedding", "margin", margin);
  }

  /** Creates the mean over all elements, margin 1. */
  @Defaults
  public HingeEmbedding() {
    this(Reduction.MEAN, 1);
  }

  @Override
  public BinaryFunction function() {
    return new Formula(margin);
  }

  /** ℓ(p, t). */
  private record Formula(double margin) implements BinaryFunction {
    @Override
    public String name() {
      return "hinge-embedding";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V zero = lanes.constant(0);
      V apart = lanes.max(lanes.subtract(lanes.constant(margin), p), zero);
      return lanes.whereGreater(t, zero, p, apart);
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      V zero = lanes.constant(0);
      V apart = lanes.whereGreater(lanes.constant(margin), p, lanes.constant(-1), zero);
      return lanes.whereGreater(t, zero, lanes.constant(1), apart);
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      return lanes.constant(0);
    }
  }
}
