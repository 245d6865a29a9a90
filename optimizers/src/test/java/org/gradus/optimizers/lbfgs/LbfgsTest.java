package org.gradus.optimizers.lbfgs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Its path is held against the reference cases. */
class LbfgsTest {
  @Test
  void findsTheMinimumOfRosenbrocksValley() {
    Parameter x = Parameter.of(Tensor.of(-1.2));
    Parameter y = Parameter.of(Tensor.of(1d));
    Lbfgs lbfgs =
        new Lbfgs(Map.of("x", x, "y", y), new Lbfgs.Config(1, 20, 25, 100, 1e-9, 0, true));
    for (int i = 0; i < 20; i++) {
      lbfgs.step(
          () -> {
            Tensor valley = y.tensor().sub(x.tensor().square()).square().mul(100);
            return valley.add(x.tensor().sub(1).square()).sum();
          });
    }
    assertTrue(x.tensor().isClose(Tensor.of(1d), 0, 1e-6));
    assertTrue(y.tensor().isClose(Tensor.of(1d), 0, 1e-6));
  }

  @Test
  void staysWhereTheGradientIsZero() {
    Parameter x = Parameter.of(Tensor.of(0d));
    Lbfgs lbfgs = new Lbfgs(Map.of("x", x), new Lbfgs.Config());
    assertEquals(3, lbfgs.step(() -> x.tensor().square().add(3).sum()));
    assertEquals(Tensor.of(0d), x.tensor());
    assertEquals(1, lbfgs.evaluations());
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    assertEquals(
        "[lbfgs] history is out of range: expected at least 1, got 0.",
        assertThrows(
                IllegalArgumentException.class, () -> new Lbfgs.Config(1, 20, 25, 0, 0, 0, true))
            .getMessage());
  }
}
