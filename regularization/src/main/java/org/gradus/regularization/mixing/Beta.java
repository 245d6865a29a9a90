package org.gradus.regularization.mixing;

import org.apache.commons.math3.distribution.BetaDistribution;
import org.apache.commons.math3.random.AbstractRandomGenerator;
import org.gradus.core.random.RandomSource;

/** Draws numbers of the beta distribution. */
final class Beta {
  private Beta() {}

  /** Returns a number of Beta(α, α), in [0, 1]. */
  static double symmetric(double alpha, RandomSource random) {
    return new BetaDistribution(new Adapter(random), alpha, alpha).sample();
  }

  /** A source of this library as one of Commons Math. */
  private static final class Adapter extends AbstractRandomGenerator {
    private final RandomSource random;

    Adapter(RandomSource random) {
      this.random = random;
    }

    @Override
    public double nextDouble() {
      return random.nextDouble();
    }

    @Override
    public void setSeed(long seed) {
      throw new UnsupportedOperationException("[beta] the source has a seed of its own.");
    }
  }
}
