package org.gradus.core.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Scale;
import org.apache.commons.math3.special.Erf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

  /** Python: mpmath with mp.dps = 40, sqrt(2) * erfinv(2 * mpf(q)). */
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "0.3, 0.84162123357291420518",
    "0.425, 1.4395314709384559153",
    "-0.4375, -1.5341205443525463117",
    "0.46875, 1.8627318674216514555",
    "0.499755859375, 3.4871041041144311068"
  })
  void equalsTheReference(double q, double expected) {
    assertEquals(expected, NormalQuantile.apply(q), 4e-16 * Math.max(1, Math.abs(expected)));
  }

  /** Python: mpmath with mp.dps = 40, sqrt(2) * erfinv(1 - 2 * mpf(2)**-k). */
  @ParameterizedTest
  @CsvSource({
    "33, 6.3379577545537892525",
    "53, 8.2095361516013868556",
    "54, 8.2923610758135955382"
  })
  void equalsTheReferenceFarOut(int k, double expected) {
    double q = 0.5 - Math.scalb(1.0, -k);

    assertEquals(expected, NormalQuantile.apply(q), 2e-15 * expected);
  }

  @Property
  void invertsTheDistributionFunction(
      @ForAll @DoubleRange(min = -0.4999, max = 0.4999) @Scale(12) double q) {
    double z = NormalQuantile.apply(q);

    assertEquals(q, Erf.erf(z / Math.sqrt(2)) / 2, 1e-14);
    assertEquals(-z, NormalQuantile.apply(-q));
  }

  @Test
  void manyAreAsOneByOne() {
    double[] q = new double[1001];
    for (int i = 0; i < q.length; i++) {
      q[i] = (i - 500) / 1002.0;
    }
    double[] z = new double[q.length];

    NormalQuantile.apply(q, z, q.length);

    for (int i = 0; i < q.length; i++) {
      assertEquals(NormalQuantile.apply(q[i]), z[i]);
    }
  }
}
