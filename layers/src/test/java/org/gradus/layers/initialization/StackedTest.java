package org.gradus.layers.initialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.InitializerContract;
import org.junit.jupiter.api.Test;

class StackedTest {
  @Test
  void startsEveryPartByItself() {
    Stacked forget = Stacked.of(Constant.zeros(), Constant.ones(), new Constant(2));
    Tensor bias = forget.create(DType.FLOAT32, Shape.of(6), RandomSource.of(1));
    assertEquals(Tensor.of(0f, 0f, 1f, 1f, 2f, 2f), bias);
  }

  @Test
  void orthogonalGatesAreOrthogonalEach() {
    Tensor weight =
        Stacked.each(3, new Orthogonal())
            .create(DType.FLOAT64, Shape.of(12, 4), RandomSource.of(1));
    for (int gate = 0; gate < 3; gate++) {
      Tensor w = weight.slice(0, 4 * gate, 4 * gate + 4);
      Tensor one = new Identity().create(DType.FLOAT64, Shape.of(4, 4), RandomSource.of(1));
      assertTrue(w.matmul(w.transpose()).isClose(one, 0, 1e-14));
    }
  }

  @Test
  void keepsItsContract() {
    InitializerContract.check(Stacked.of(He.normal(), Glorot.uniform()), Shape.of(4, 3));
  }

  @Test
  void refusesWhatHasNoEqualParts() {
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () ->
                Stacked.each(4, Constant.ones())
                    .create(DType.FLOAT32, Shape.of(6), RandomSource.of(1)));
    assertEquals(
        "[stacked] the parameter has no equal parts: expected a first size divisible by 4, got"
            + " (6).",
        e.getMessage());
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> Stacked.of());
    assertEquals(
        "[stacked] the number of parts is out of range: expected at least 1, got 0.",
        none.getMessage());
  }
}
