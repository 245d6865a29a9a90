package org.gradus.datasets.mnist1d;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class GaussianFilterTest {
  private final GaussianFilter filter = new GaussianFilter();

  /** The weights of SciPy for σ = 2, by a correctly rounded exponential function. */
  @Test
  void anImpulseBecomesTheWeights() {
    double[] impulse = new double[40];
    impulse[20] = 1;
    double[] weights = {
      0.199474647864745,
      0.17603575888479037,
      0.12098748976534904,
      0.06475993660472744,
      0.026995957967298846,
      0.00876430436278587,
      0.002215963172596555,
      0.0004363490205067883,
      6.691628957263553e-05,
      0
    };

    double[] smoothed = filter.apply(impulse);

    for (int offset = 0; offset < weights.length; offset++) {
      assertEquals(weights[offset], smoothed[20 + offset]);
      assertEquals(weights[offset], smoothed[20 - offset]);
    }
  }

  /** SciPy 1.17.1: scipy.ndimage.gaussian_filter(numpy.array([1., 2, 4]), 2) */
  @Test
  void aShortSignalIsReflectedRepeatedly() {
    assertArrayEquals(
        new double[] {2.16599748798533, 2.3332867762903033, 2.5007157357243672},
        filter.apply(new double[] {1, 2, 4}),
        2e-15);
  }

  @Test
  void aConstantStaysOne() {
    double[] constant = new double[30];
    Arrays.fill(constant, 3);

    assertArrayEquals(constant, filter.apply(constant), 1e-15 * 3);
  }
}
