package org.gradus.losses.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Reduction;
import org.junit.jupiter.api.Test;

class LogCoshTest {
  private static double loss(Tensor error) {
    return new LogCosh(Reduction.SUM).of(error, error.mul(0)).item();
  }

  /** ln cosh d = d²/2 − d⁴/12 + ⋯, even where 1 + d² is 1 in floating point. */
  @Test
  void smallErrorsAreNotLost() {
    for (double d : new double[] {1e-3, 1e-5, 1e-8, 1e-15}) {
      double expected = d * d / 2;
      assertEquals(expected, loss(Tensor.of(d)), 1e-6 * expected);
      assertEquals(expected, loss(Tensor.of((float) d)), 1e-6 * expected);
    }
  }

  @Test
  void bothFormulasAreThatOfTheDefinition() {
    for (double d = -3; d <= 3; d += 0.125) {
      assertEquals(Math.log(Math.cosh(d)), loss(Tensor.of(d)), 1e-14);
    }
  }
}
