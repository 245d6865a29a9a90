package org.gradus.regularization.averaging;

import org.gradus.core.plugin.Settings;

/**
 * How much each of the weights counts that a {@link WeightAverage} takes: aₙ = aₙ₋₁ + sₙ · (θₙ −
 * aₙ₋₁), n from 1.
 */
@FunctionalInterface
public interface Weighting {
  /**
   * Returns the share sₙ, from 0 to 1; 1 for the first, where there is no average yet.
   *
   * @param n from 1
   */
  double share(int n);

  /**
   * Returns the weighting by which all count alike: sₙ = 1 / n.
   *
   * <p>At a constant or cyclic learning rate, which keeps the weights moving, their average lies
   * within the wide minimum that the steps go round: stochastic weight averaging (SWA).
   *
   * <p>Source: Izmailov, Podoprikhin, Garipov, Vetrov and Wilson, "Averaging weights leads to wider
   * optima and better generalization", 2018.
   */
  static Weighting equal() {
    return n -> 1.0 / n;
  }

  /**
   * Returns the weighting by which those count most that come last: a₁ = θ₁, aₙ = d · aₙ₋₁ + (1 −
   * d) · θₙ, so that sₙ = 1 − d. Some 1 / (1 − d) count; θ₁ counts for as much as all before it
   * would.
   *
   * <p>Source: Polyak and Juditsky, "Acceleration of stochastic approximation by averaging", 1992.
   *
   * @param decay d, from 0 to below 1; 0.99 to 0.9999 are common
   * @throws IllegalArgumentException if it is out of range
   */
  static Weighting exponential(double decay) {
    Settings.requireDecay(WeightAverage.NAME, "decay", decay);
    return n -> n == 1 ? 1 : 1 - decay;
  }

  /**
   * Returns the exponential weighting by which the first counts no more than the others: θᵢ counts
   * (1 − d) dⁿ⁻ⁱ, of the sum of these, as in Adam: sₙ = (1 − d) / (1 − dⁿ).
   *
   * <p>Source: Kingma and Ba, "Adam: a method for stochastic optimization", 2015.
   *
   * @param decay d, from 0 to below 1; 0.99 to 0.9999 are common
   * @throws IllegalArgumentException if it is out of range
   */
  static Weighting exponentialCorrected(double decay) {
    Settings.requireDecay(WeightAverage.NAME, "decay", decay);
    return n -> n == 1 ? 1 : (1 - decay) / -Math.expm1(n * Math.log(decay));
  }
}
