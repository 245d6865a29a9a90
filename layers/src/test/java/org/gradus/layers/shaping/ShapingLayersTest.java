package org.gradus.layers.shaping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Windows;
import org.gradus.layers.contract.ModuleContract;
import org.junit.jupiter.api.Test;

class ShapingLayersTest {
  @Test
  void keepTheContract() {
    ModuleContract.check(new Flatten(), Shape.of(2, 3, 2, 2));
    ModuleContract.check(new Flatten(2, 3), Shape.of(2, 3, 2, 2));
    ModuleContract.check(Unflatten.of(1, 3, 2, 2), Shape.of(2, 12));
    ModuleContract.check(Unflatten.of(-2, 2, 3), Shape.of(2, 6, 2));
    ModuleContract.check(new PixelShuffle(2), Shape.of(2, 8, 2, 3));
    ModuleContract.check(new PixelUnshuffle(2), Shape.of(2, 2, 4, 6));
    ModuleContract.check(Unfold.of(2, 3), Shape.of(2, 2, 3, 4));
    ModuleContract.check(new Fold(3, 4, Windows.of(2, 3)), Shape.of(2, 12, 4));
  }

  @Test
  void flatteningIsUndone() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, Shape.of(1, 2, 2, 2));
    Tensor flat = new Flatten().forward(x);
    assertEquals(Shape.of(1, 8), flat.shape());
    assertEquals(x, Unflatten.of(1, 2, 2, 2).forward(flat));
  }

  @Test
  void refuseWhatDoesNotFit() {
    ShapeException order =
        assertThrows(
            ShapeException.class,
            () -> new Flatten(2, 1).build(Shape.of(1, 2, 3), RandomSource.of(1)));
    assertEquals(
        "[flatten] the axes are out of order: expected first ≤ last, got 2 and 1. Shape: (1, 2, 3).",
        order.getMessage());

    ShapeException product =
        assertThrows(
            ShapeException.class,
            () -> Unflatten.of(1, 2, 2).build(Shape.of(1, 5), RandomSource.of(1)));
    assertEquals(
        "[unflatten] axis 1 does not fit: expected a size of 4, the product of [2, 2], got 5. Shape:"
            + " (1, 5).",
        product.getMessage());

    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> new Unflatten(1, List.of()));
    assertEquals(
        "[unflatten] sizes is out of range: expected at least one, got [].", none.getMessage());

    IllegalArgumentException windows =
        assertThrows(IllegalArgumentException.class, () -> new Unfold(Windows.of(2)));
    assertEquals("[unfold] windows is out of range: expected two, got 1.", windows.getMessage());

    IllegalArgumentException factor =
        assertThrows(IllegalArgumentException.class, () -> new PixelShuffle(0));
    assertEquals(
        "[pixel-shuffle] factor is out of range: expected at least 1, got 0.", factor.getMessage());
  }
}
