package org.gradus.core.internal.kernels.elementary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class SpecialFunctionsTest {
  /** Euler's constant γ. */
  private static final double EULER = 0.5772156649015329;

  /**
   * Abramowitz and Stegun, 6.3.2 and 6.3.3: ψ(1) = −γ, ψ(n + 1) = ψ(n) + 1/n, ψ(½) = −γ − 2 ln 2.
   */
  @Test
  void digammaOfIntegersAndOneHalf() {
    double expected = -EULER;
    for (int n = 1; n <= 200; n++) {
      assertEquals(expected, SpecialFunctions.digamma(n), 1e-14 * Math.max(1, Math.abs(expected)));
      expected += 1.0 / n;
    }
    assertEquals(-EULER - 2 * Math.log(2), SpecialFunctions.digamma(0.5), 1e-14);
  }

  @Test
  void digammaOutsideItsDomainIsNaN() {
    assertEquals(Double.NaN, SpecialFunctions.digamma(0));
    assertEquals(Double.NaN, SpecialFunctions.digamma(-0.5));
    assertEquals(Double.NaN, SpecialFunctions.digamma(Double.NaN));
    assertEquals(Double.POSITIVE_INFINITY, SpecialFunctions.digamma(Double.POSITIVE_INFINITY));
  }
}
