package org.gradus.core.linear;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class LinearAlgebraTest {
  private static final Tensor A = Shapes.random(DType.FLOAT64, Shape.of(3, 4), 1);
  private static final Tensor B = Shapes.random(DType.FLOAT64, Shape.of(4, 5), 2);

  @Test
  void transposedFormsAreProductsOfTransposes() {
    Tensor expected = A.matmul(B);
    assertEquals(expected, LinearAlgebra.matmul(A.transpose(), B, true, false));
    assertEquals(expected, LinearAlgebra.matmul(A, B.transpose(), false, true));
    assertEquals(expected, LinearAlgebra.matmul(A.transpose(), B.transpose(), true, true));
  }

  @Test
  void batchesBroadcast() {
    Tensor a = Shapes.random(DType.FLOAT32, Shape.of(2, 1, 3, 4), 3);
    Tensor b = Shapes.random(DType.FLOAT32, Shape.of(5, 4, 2), 4);
    Tensor c = a.matmul(b);
    assertEquals(Shape.of(2, 5, 3, 2), c.shape());
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 5; j++) {
        Tensor expected = a.select(0, i).select(0, 0).matmul(b.select(0, j));
        assertEquals(expected, c.select(0, i).select(0, j));
      }
    }
    assertEquals(c, LinearAlgebra.matmul(a.transpose(), b.transpose(), true, true));
  }

  @Test
  void vectorsAreRowsOnTheLeftAndColumnsOnTheRight() {
    Tensor row = A.select(0, 1);
    assertEquals(A.matmul(B).select(0, 1), row.matmul(B));
    assertEquals(A.matmul(B).select(1, 2), A.matmul(B.select(1, 2)));
    assertEquals(Shape.SCALAR, row.matmul(row).shape());
    assertEquals(row.square().sum(), row.matmul(row));
  }

  @Test
  void linearIsAProductWithTheTransposedWeight() {
    Tensor weight = Shapes.random(DType.FLOAT64, Shape.of(5, 4), 5);
    Tensor bias = Shapes.random(DType.FLOAT64, Shape.of(5), 6);
    Tensor x = Shapes.random(DType.FLOAT64, Shape.of(2, 3, 4), 7);
    Tensor expected = x.matmul(weight.transpose());
    assertEquals(expected, LinearAlgebra.linear(x, weight));
    assertEquals(expected.add(bias), LinearAlgebra.linear(x, weight, bias));
    assertEquals(
        expected.add(bias).select(0, 1).select(0, 2),
        LinearAlgebra.linear(x.select(0, 1).select(0, 2), weight, bias));
    assertEquals(
        Tensor.zeros(DType.FLOAT64, Shape.of(0, 5)),
        LinearAlgebra.linear(Tensor.zeros(DType.FLOAT64, Shape.of(0, 4)), weight, bias));
    assertRefused(
        ShapeException.class,
        "[linear] input, weight and bias do not fit: expected (…, in), (out, in) and (out), got"
            + " other shapes. Shapes: (2, 3, 4), (4, 5), (5).",
        () -> LinearAlgebra.linear(x, B, bias));
    assertRefused(
        DTypeException.class,
        "[linear] wrong element type: expected equal floating-point types (cast converts), got"
            + " FLOAT64 and FLOAT32 and FLOAT64.",
        () -> LinearAlgebra.linear(x, weight.cast(DType.FLOAT32), bias));
  }

  @Test
  void malformedEinsteinSumsAreRefused() {
    assertRefused(
        IllegalArgumentException.class,
        "[einsum] the equation \"ij,jk->ik\" is malformed: expected one term for each operand, got"
            + " 2 for 1.",
        () -> LinearAlgebra.einsum("ij,jk->ik", A));
    assertRefused(
        IllegalArgumentException.class,
        "[einsum] the equation \"ij,jk->il\" is malformed: expected a result of different letters"
            + " of the operands, got il.",
        () -> LinearAlgebra.einsum("ij,jk->il", A, B));
    assertRefused(
        IllegalArgumentException.class,
        "[einsum] the equation \"ij,jk->ii\" is malformed: expected a result of different letters"
            + " of the operands, got ii.",
        () -> LinearAlgebra.einsum("ij,jk->ii", A, B));
    assertRefused(
        IllegalArgumentException.class,
        "[einsum] the equation \"i1->i\" is malformed: expected letters, commas, \"...\" and"
            + " \"->\", got '1'.",
        () -> LinearAlgebra.einsum("i1->i", A));
    assertRefused(
        ShapeException.class,
        "[einsum] an operand does not fit its term \"ijk\": expected 3 axes, got 2 axes."
            + " Shape: (3, 4).",
        () -> LinearAlgebra.einsum("ijk->i", A));
    assertRefused(
        ShapeException.class,
        "[einsum] axes of one letter 'j' differ in size: expected equal sizes, got 4 and 5."
            + " Shapes: (3, 4), (4, 5).",
        () -> LinearAlgebra.einsum("ij,kj->ik", A, B));
    assertRefused(
        ShapeException.class,
        "[einsum] axes of one letter 'i' differ in size: expected equal sizes, got 3 and 4."
            + " Shape: (3, 4).",
        () -> LinearAlgebra.einsum("ii->i", A));
  }

  @Test
  void ellipsesBroadcast() {
    Tensor a = Shapes.random(DType.FLOAT64, Shape.of(2, 1, 3, 4), 8);
    Tensor b = Shapes.random(DType.FLOAT64, Shape.of(5, 4, 2), 9);
    assertEquals(a.matmul(b), LinearAlgebra.einsum("...ij,...jk->...ik", a, b));
    assertEquals(a.matmul(b), LinearAlgebra.einsum("...ij,...jk", a, b));
    assertEquals(a.transpose(), LinearAlgebra.einsum("...ij->...ji", a));
  }
}
