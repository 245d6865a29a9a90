package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.random.PhiloxRandom;
import org.junit.jupiter.api.Test;

class TensorsTest {
  @Test
  void regularNumbers() {
    assertEquals(Tensor.of(0, 1, 2), Tensors.range(3));
    assertEquals(Tensor.of(new int[0]), Tensors.range(0));
    assertEquals(Tensor.of(1.0, 1.5, 2), Tensors.linspace(DType.FLOAT64, 1, 2, 3));
    assertEquals(Tensor.of(1f), Tensors.linspace(DType.FLOAT32, 1, 2, 1));
    // The ends are exact although a tenth is not.
    assertEquals(0.7, Tensors.linspace(DType.FLOAT64, 0, 0.7, 8).get(7));
    assertEquals(Tensor.of(new double[][] {{1, 0}, {0, 1}}), Tensors.eye(DType.FLOAT64, 2));
    assertEquals(Tensor.of(new int[][] {{1}}), Tensors.eye(DType.INT32, 1));
    assertRefused(
        ShapeException.class,
        "[linspace] no numbers: expected a count of at least 1, got 0.",
        () -> Tensors.linspace(DType.FLOAT32, 0, 1, 0));
  }

  /**
   * Standard errors for n numbers: of a uniform mean (high − low) / √(12 n), of a normal σ / √n.
   */
  @Test
  void randomNumbersHaveTheirMoments() {
    int count = 100_000;
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor uniform = Tensors.uniform(dtype, Shape.of(count), -1, 3, PhiloxRandom.of(1));
      assertTrue(uniform.min().item() >= -1 && uniform.max().item() <= 3);
      assertEquals(1, uniform.mean().item(), 5 * 4 / Math.sqrt(12 * count));
      Tensor normal = Tensors.normal(dtype, Shape.of(count), 2, 3, PhiloxRandom.of(1));
      assertEquals(2, normal.mean().item(), 5 * 3 / Math.sqrt(count));
      assertEquals(9, normal.sub(2).square().mean().item(), 5 * 9 * Math.sqrt(2.0 / count));
    }
  }

  @Test
  void equalSeedsGiveEqualNumbers() {
    Shape shape = Shape.of(3, 5);
    assertEquals(
        Tensors.normal(DType.FLOAT32, shape, 0, 1, PhiloxRandom.of(7)),
        Tensors.normal(DType.FLOAT32, shape, 0, 1, PhiloxRandom.of(7)));
    assertRefused(
        DTypeException.class,
        "[random] wrong element type: expected FLOAT32 or FLOAT64, got INT32.",
        () -> Tensors.uniform(DType.INT32, shape, 0, 1, PhiloxRandom.of(7)));
  }

  @Test
  void drawOnSeveralThreadsWhatOneDraws() {
    int count = 3 * 16384 + 5;
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      PhiloxRandom random = PhiloxRandom.of(4);
      PhiloxRandom single = PhiloxRandom.of(4);
      Tensor normal = Tensors.normal(dtype, Shape.of(count), 0, 1, random);
      if (dtype == DType.FLOAT32) {
        float[] expected = new float[count];
        single.fillGaussian(expected, 0, count);
        assertEquals(Tensor.of(expected), normal);
      } else {
        double[] expected = new double[count];
        single.fillGaussian(expected, 0, count);
        assertEquals(Tensor.of(expected), normal);
      }
      assertEquals(single.state(), random.state());
    }
  }
}
