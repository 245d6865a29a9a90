package org.gradus.regularization.penalty;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Orthogonal;
import org.gradus.regularization.contract.RegularizerContract;
import org.gradus.regularization.penalty.GroupLasso.Groups;
import org.junit.jupiter.api.Test;

class StructuredPenaltyTest {
  private static final Tensor WEIGHT = Tensor.of(new double[][] {{3, 4}, {0, 12}, {0, 0}});

  @Test
  void groupsHaveTheirLengths() {
    double root2 = Math.sqrt(2);
    assertEquals(0.5 * root2 * (5 + 12), new GroupLasso(0.5).of(WEIGHT).item(), 1e-14);
    assertEquals(
        0.5 * Math.sqrt(3) * (3 + Math.sqrt(160)),
        new GroupLasso(0.5, Groups.INPUT).of(WEIGHT).item(),
        1e-14);
    assertEquals(
        0.5 * Math.sqrt(6) * 13, new GroupLasso(0.5, Groups.WHOLE).of(WEIGHT).item(), 1e-14);
  }

  @Test
  void kernelsBelongToTheirChannels() {
    Tensor weight = Tensor.of(new double[] {1, 2, 2, 4, 1, 8, 4, 4}, Shape.of(2, 2, 2));
    assertEquals(2 * (5 + Math.sqrt(97)), new GroupLasso(1).of(weight).item(), 1e-13);
    assertEquals(
        2 * (Math.sqrt(5 + 65) + Math.sqrt(20 + 32)),
        new GroupLasso(1, Groups.INPUT).of(weight).item(),
        1e-13);
  }

  @Test
  void vectorsAndNumbersHaveOneInput() {
    Tensor vector = Tensor.of(3.0, -4);
    assertEquals(7, new GroupLasso(1).of(vector).item());
    assertEquals(Math.sqrt(2) * 5, new GroupLasso(1, Groups.INPUT).of(vector).item(), 1e-15);
    assertEquals(2, new GroupLasso(1).of(Tensor.scalar(-2.0)).item());
  }

  @Test
  void groupsOfZerosHaveGradientZero() {
    Tensor weight = WEIGHT.tracked();
    Tensor gradient = new GroupLasso(1).of(weight).backward().of(weight);
    double root2 = Math.sqrt(2);
    Tensor expected = Tensor.of(new double[][] {{0.6 * root2, 0.8 * root2}, {0, root2}, {0, 0}});
    assertEquals(true, gradient.isClose(expected, 1e-15, 1e-15));
  }

  @Test
  void orthonormalRowsOrColumnsCostNothing() {
    for (Shape shape : new Shape[] {Shape.of(3, 5), Shape.of(5, 3), Shape.of(2, 2, 3)}) {
      Tensor weight =
          new Orthogonal(1).create(DType.FLOAT64, shape, Fans.of(shape), RandomSource.of(1));
      assertEquals(0, new Orthogonality(1).of(weight).item(), 1e-20);
      assertEquals(
          9.0 * Math.min(shape.size(0), shape.elements(1, shape.rank())),
          new Orthogonality(1).of(weight.mul(2)).item(),
          1e-9);
    }
  }

  @Test
  void orthogonalityIsItsFormula() {
    // W Wᵀ − I = ((24, 48), (48, 143)) of the first two rows.
    Tensor weight = Tensor.of(new double[][] {{3, 4}, {0, 12}});
    assertEquals(
        0.5 * (24 * 24 + 2 * 48 * 48 + 143 * 143), new Orthogonality(0.5).of(weight).item());
  }

  @Test
  void heavyTailsAreTheirFormula() {
    assertEquals(
        0.5 * (Math.log(1 + 9 / 4.0) + Math.log(5)),
        new HeavyTail(0.5, 2).of(Tensor.of(3.0, -4)).item(),
        1e-15);
  }

  @Test
  void haveTheGradientsOfDifferences() {
    Tensor weight = Tensors.normal(DType.FLOAT64, Shape.of(4, 3), 0, 1, RandomSource.of(3));
    for (Groups groups : Groups.values()) {
      GradCheck.of(in -> new GroupLasso(1, groups).of(in[0])).check(weight);
    }
    GradCheck.of(in -> new Orthogonality(1).of(in[0])).check(weight);
    GradCheck.of(in -> new Orthogonality(1).of(in[0])).check(weight.transpose());
  }

  @Test
  void keepTheirContract() {
    for (Groups groups : Groups.values()) {
      RegularizerContract.check(new GroupLasso(0.1, groups));
    }
    RegularizerContract.check(new Orthogonality(0.1));
    RegularizerContract.check(new HeavyTail(0.1, 0.5));
  }

  @Test
  void refuseBadSettings() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> new HeavyTail(1, 0));
    assertEquals(
        "[heavy-tail] scale is out of range: expected a finite number above 0, got 0.0.",
        e.getMessage());
  }
}
