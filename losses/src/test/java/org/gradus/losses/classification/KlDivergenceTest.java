package org.gradus.losses.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Reduction;
import org.junit.jupiter.api.Test;

class KlDivergenceTest {
  /** 0 ln 0 is 0, whatever is predicted; what is no probability is not taken for one. */
  @Test
  void zeroIsAProbabilityAndLessIsNot() {
    Tensor terms =
        new KlDivergence(Reduction.NONE, false)
            .of(Tensor.of(-1, -1e4, -1, -1, -1), Tensor.of(0, 0, 1, -0.5, Double.NaN));
    assertEquals(Tensor.of(0, 0, 1, Double.NaN, Double.NaN), terms.add(0));
  }
}
