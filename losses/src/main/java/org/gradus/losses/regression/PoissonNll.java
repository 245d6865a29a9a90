package org.gradus.losses.regression;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.Lanes;
import org.gradus.losses.loss.ElementwiseLoss;
import org.gradus.losses.loss.Reduction;

/**
 * The negative log-likelihood of counts under a Poisson distribution: with the logarithm p of the
 * rate, ℓ = eᵖ − t p; with the rate p itself, ℓ = p − t ln(p + ε). The term ln t! is left out, or
 * approximated by Stirling's formula t ln t − t + ln(2πt)/2 for t > 1.
 *
 * <p>Shapes: prediction p and target t are of one shape, whatever it is. The gradient with respect
 * to p is eᵖ − t, or 1 − t / (p + ε).
 *
 * @param reduction of the losses of all elements
 * @param logInput whether predictions are logarithms of rates, as by default
 * @param full whether to add the approximation of ln t!; not by default
 * @param epsilon ε, keeps the logarithm of a rate finite; 1e-8 by default
 */
public record PoissonNll(Reduction reduction, boolean logInput, boolean full, double epsilon)
    implements ElementwiseLoss {
  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if a setting is out of range
   */
  public PoissonNll {
    Settings.require(
        epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY,
        "poisson-nll",
        "epsilon",
        "a number of at least 0",
        epsilon);
  }

  /** Creates the mean over all elements, of logarithms of rates. */
  @Defaults
  public PoissonNll() {
    this(Reduction.MEAN, true, false, 1e-8);
  }

  @Override
  public BinaryFunction function() {
    return new Formula(logInput, full, epsilon);
  }

  /** ℓ(p, t). */
  private record Formula(boolean logInput, boolean full, double epsilon) implements BinaryFunction {
    @Override
    public String name() {
      return "poisson-nll";
    }

    @Override
    public <V> V apply(Lanes<V> lanes, V p, V t) {
      V loss =
          logInput
              ? lanes.subtract(lanes.exp(p), lanes.multiply(t, p))
              : lanes.subtract(p, lanes.multiply(t, lanes.log(shifted(lanes, p))));
      if (!full) {
        return loss;
      }
      V many = lanes.max(t, lanes.constant(1));
      V entropy = lanes.multiply(many, lanes.subtract(lanes.log(many), lanes.constant(1)));
      V rest = lanes.log(lanes.multiply(lanes.constant(2 * Math.PI), many));
      V stirling = lanes.add(entropy, lanes.multiply(lanes.constant(0.5), rest));
      V zero = lanes.constant(0);
      return lanes.add(loss, lanes.whereGreater(t, lanes.constant(1), stirling, zero));
    }

    @Override
    public <V> V derivativeA(Lanes<V> lanes, V p, V t) {
      return logInput
          ? lanes.subtract(lanes.exp(p), t)
          : lanes.subtract(lanes.constant(1), lanes.divide(t, shifted(lanes, p)));
    }

    @Override
    public <V> V derivativeB(Lanes<V> lanes, V p, V t) {
      V slope = lanes.negate(logInput ? p : lanes.log(shifted(lanes, p)));
      if (!full) {
        return slope;
      }
      V many = lanes.max(t, lanes.constant(1));
      V stirling = lanes.add(lanes.log(many), lanes.divide(lanes.constant(0.5), many));
      V zero = lanes.constant(0);
      return lanes.add(slope, lanes.whereGreater(t, lanes.constant(1), stirling, zero));
    }

    private <V> V shifted(Lanes<V> lanes, V p) {
      return lanes.add(p, lanes.constant(epsilon));
    }
  }
}
