package org.gradus.layers.initialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Initializers whose values have a structure: constants, identities, sparse matrices. */
class StructuredTest {
  private static Tensor create(Initializer initializer, int... sizes) {
    return initializer.create(DType.FLOAT32, Shape.of(sizes), RandomSource.of(1));
  }

  @Test
  void constantsAreEverywhere() {
    assertEquals(Tensor.zeros(2, 3), create(Constant.zeros(), 2, 3));
    assertEquals(Tensor.ones(3), create(Constant.ones(), 3));
    assertEquals(Tensor.scalar(0.25f), create(new Constant(0.25)));
  }

  @Test
  void uniformAndNormalHaveTheirMoments() {
    Uniform uniform = new Uniform(1, 4);
    assertEquals(Math.sqrt(9 / 12.0), uniform.standardDeviation(), 1e-15);
    Sample.of(uniform, Shape.of(300, 300)).assertMoments(2.5, 9 / 12.0, 1.8);
    Sample.of(new Normal(-1, 2), Shape.of(300, 300)).assertMoments(-1, 4, 3);
  }

  @Test
  void identityIsOneOnTheDiagonal() {
    assertEquals(Tensor.of(new float[][] {{1, 0, 0}, {0, 1, 0}}), create(new Identity(), 2, 3));
    assertEquals(Tensor.of(new float[][] {{1, 0}, {0, 1}, {0, 0}}), create(new Identity(), 3, 2));
  }

  @Test
  void diracPassesChannelsOn() {
    Tensor kernel = create(new Dirac(2), 4, 1, 3, 2);
    Tensor expected = Tensor.zeros(4, 1, 3, 2);
    float[] values = expected.toFloats();
    values[3] = 1; // output 0 of the first group, row 3 / 2, column 2 / 2
    values[2 * 6 + 3] = 1; // output 2, the first of the second group
    assertEquals(Tensor.of(values, Shape.of(4, 1, 3, 2)), kernel);
  }

  @Test
  void sparseHasAsManyZerosInEveryColumn() {
    Tensor w = create(new Sparse(0.25, 2), 10, 40);
    for (int column = 0; column < 40; column++) {
      int zeros = 0;
      for (int row = 0; row < 10; row++) {
        zeros += w.get(row, column) == 0 ? 1 : 0;
      }
      assertEquals(3, zeros, "⌈2.5⌉");
    }
  }

  @Test
  void refuseOtherShapes() {
    assertEquals(
        "[identity] the shape is no matrix: expected 2 axes, got 3 axes. Shape: (2, 2, 2).",
        refusal(new Identity(), 2, 2, 2));
    assertEquals(
        "[sparse] the shape is no matrix: expected 2 axes, got 1 axes. Shape: (2).",
        refusal(new Sparse(0.5, 1), 2));
    assertEquals(
        "[dirac] the shape is no kernel of a convolution in 2 groups: expected (outputs, inputs,"
            + " kernel …) with one to three kernel axes and outputs divisible by 2, got (3, 1, 3).",
        refusal(new Dirac(2), 3, 1, 3));
  }

  private static String refusal(Initializer initializer, int... sizes) {
    return assertThrows(ShapeException.class, () -> create(initializer, sizes)).getMessage();
  }

  @Test
  void refuseBadSettings() {
    assertEquals(
        "[constant] value is out of range: expected a finite number, got NaN.",
        assertThrows(IllegalArgumentException.class, () -> new Constant(Double.NaN)).getMessage());
    assertEquals(
        "[uniform] high is out of range: expected at least low, which is 1.0, got 0.0.",
        assertThrows(IllegalArgumentException.class, () -> new Uniform(1, 0)).getMessage());
    assertEquals(
        "[normal] standardDeviation is out of range: expected a finite number of at least 0, got"
            + " -1.0.",
        assertThrows(IllegalArgumentException.class, () -> new Normal(0, -1)).getMessage());
    assertEquals(
        "[dirac] groups is out of range: expected at least 1, got 0.",
        assertThrows(IllegalArgumentException.class, () -> new Dirac(0)).getMessage());
    assertEquals(
        "[sparse] sparsity is out of range: expected a number from 0 to 1, got 1.5.",
        assertThrows(IllegalArgumentException.class, () -> new Sparse(1.5, 1)).getMessage());
  }
}
