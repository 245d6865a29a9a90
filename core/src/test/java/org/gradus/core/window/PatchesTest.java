package org.gradus.core.window;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.convolution.Convolutions;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PatchesTest {
  private static final Window ROWS = new Window(2, 2, 1, 0, 2);
  private static final Window COLUMNS = new Window(3, 1, 1, 2, 1);

  @Test
  void aConvolutionIsAProductWithThePatches() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor x = Shapes.random(dtype, Shape.of(2, 3, 6, 5), 1);
      Tensor weight = Shapes.random(dtype, Shape.of(4, 3, 2, 3), 2);
      Tensor y = Convolutions.convolve(x, weight, 1, ROWS, COLUMNS);
      Tensor product = weight.reshape(4, -1).matmul(Patches.unfold(x, ROWS, COLUMNS));
      assertEquals(y, product.reshape(y.shape()));
    }
  }

  @Test
  void foldingIsTheTranspose() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor x = Shapes.random(dtype, Shape.of(2, 3, 6, 5), 1);
      Tensor patches = Patches.unfold(x, ROWS, COLUMNS);
      Tensor other = Shapes.random(dtype, patches.shape(), 2);
      Tensor folded = Patches.fold(other, ROWS, COLUMNS, 6, 5);
      assertEquals(patches.mul(other).sum().item(), x.mul(folded).sum().item(), 1e-3);
    }
  }

  @Test
  void secondDerivativesAreRight() {
    Tensor x = Shapes.normal(DType.FLOAT64, Shape.of(1, 2, 4, 3), 1);
    GradCheck.of(in -> Patches.unfold(in[0], ROWS, COLUMNS).square()).checkSecondOrder(x);
    Tensor patches = Patches.unfold(x, ROWS, COLUMNS);
    GradCheck.of(in -> Patches.fold(in[0], ROWS, COLUMNS, 4, 3).square())
        .checkSecondOrder(Shapes.normal(DType.FLOAT64, patches.shape(), 2));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertRefused(
        ShapeException.class,
        "[unfold] no images: expected (N, C, H, W), got (3, 4).",
        () -> Patches.unfold(Tensor.ones(3, 4), ROWS, COLUMNS));
    assertRefused(
        ShapeException.class,
        "[fold] the patches do not fit an image of 4 × 4: expected (N, C · 6, 10), got (1, 12, 9).",
        () -> Patches.fold(Tensor.ones(1, 12, 9), ROWS, COLUMNS, 4, 4));
  }
}
