package org.gradus.losses.classification;

import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The Kullback–Leibler divergence of the target's distribution from the predicted one, term by
 * term: ℓ = t (ln t − p), where p are logarithms of probabilities and t probabilities, or eᵗ (t −
 * p) if targets are logarithms too. 0 · ln 0 counts as 0; of a negative t it is NaN.
 *
 * <p>Shapes: prediction p and target t are of one shape, the distributions along any axis. Their
 * divergence is the sum of the terms, so its mean over examples is {@link Reduction#BATCH_MEAN};
 * the mean over all elements divides by the number of classes too. The gradient with respect to p
 * is −t, or −eᵗ.
 *
 * <p>Source: Kullback and Leibler, "On information and sufficiency", 1951.
 *
 * @param reduction of the losses of all elements
 * @param logTarget whether targets are logarithms; not by default
 */
public record KlDivergence(Reduction reduction, boolean logTarget) implements ElementwiseLoss {
  /** Creates the mean divergence over the examples, of targets that are probabilities. */
  @Defaults
  public KlDivergence() {
    this(Reduction.BATCH_MEAN, false);
  }

  @Override
  public BinaryFunction function() {
    return new Formula(logTarget);
  }

  /** ℓ(p, t). */
  private record Formula(boolean logTarget) implements BinaryFunction {
    @Override
    public String name() {
      return "kl-divergence";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      if (logTarget) {
        return lanes.multiply(lanes.exp(t), lanes.subtract(t, p));
      }
      V zero = lanes.constant(0);
      V term = lanes.multiply(t, lanes.subtract(lanes.log(t), p));
      // 0 where t is 0, and NaN where it is negative or NaN.
      return lanes.whereGreater(t, zero, term, lanes.multiply(zero, lanes.sqrt(t)));
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      return lanes.negate(logTarget ? lanes.exp(t) : t);
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      V one = lanes.constant(1);
      return logTarget
          ? lanes.multiply(lanes.exp(t), lanes.add(lanes.subtract(t, p), one))
          : lanes.add(lanes.subtract(lanes.log(t), p), one);
    }
  }
}
