package org.gradus.core.reductions;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.tensor.AxisException;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ReductionsTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  @Test
  void integersAreRefusedWhereFloatingPointIsNeeded() {
    Tensor x = Tensor.of(1, 2);
    String expected = "wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.";
    assertRefused(DTypeException.class, "[softmax] " + expected, () -> Reductions.softmax(x, 0));
    assertRefused(
        DTypeException.class, "[log-softmax] " + expected, () -> Reductions.logSoftmax(x, 0));
    assertRefused(
        DTypeException.class, "[linear-scan] " + expected, () -> Reductions.cumulativeSum(x, 0));
    assertRefused(DTypeException.class, "[linear-scan] " + expected, () -> Reductions.product(x));
    assertRefused(
        DTypeException.class, "[log-sum-exp] " + expected, () -> Reductions.logSumExp(x, false));
    assertRefused(
        DTypeException.class,
        "[log-cumulative-sum-exp] " + expected,
        () -> Reductions.logCumulativeSumExp(x, 0));
    assertRefused(DTypeException.class, "[norm] " + expected, () -> Reductions.norm(x, 2, false));
  }

  @Test
  void axesThatAreNotThereAreRefused() {
    assertRefused(
        AxisException.class,
        "[softmax] axis 1 does not fit: expected one from -1 to 0. Shape: (2).",
        () -> Reductions.softmax(Tensor.zeros(2), 1));
    assertRefused(
        AxisException.class,
        "[log-sum-exp] axis 0 does not fit: expected axes that differ, got it twice. Shape: (2).",
        () -> Reductions.logSumExp(Tensor.zeros(2), false, 0, -1));
    assertRefused(
        IllegalArgumentException.class,
        "[norm] no such order: expected p ≥ 0 or −∞, got -1.0.",
        () -> Reductions.norm(Tensor.zeros(2), -1, false));
  }

  @Test
  void logSumExpAtTheExtremes() {
    assertEquals(1000 + Math.log(2), Reductions.logSumExp(Tensor.of(1000.0, 1000), false).item());
    assertEquals(-INF, Reductions.logSumExp(Tensor.of(-INF, -INF), false).item());
    assertEquals(INF, Reductions.logSumExp(Tensor.of(1, INF), false).item());
    assertEquals(3, Reductions.logSumExp(Tensor.of(-INF, 3), false).item());
    assertEquals(Double.NaN, Reductions.logSumExp(Tensor.of(Double.NaN, 3), false).item());
    Tensor scan = Reductions.logCumulativeSumExp(Tensor.of(-INF, 1000, 1000), 0);
    assertEquals(Tensor.of(-INF, 1000, 1000 + Math.log(2)), scan);
  }

  @Test
  void softmaxAtTheExtremes() {
    assertEquals(Tensor.of(0.5f, 0.5f), Reductions.softmax(Tensor.of(1e30f, 1e30f), 0));
    assertEquals(Tensor.of(1.0, 0), Reductions.softmax(Tensor.of(1000.0, -1000), 0));
    assertEquals(Tensor.of(0.0, 1), Reductions.softmax(Tensor.of(-INF, 0), 0));
    assertEquals(Tensor.of(Double.NaN), Reductions.softmax(Tensor.of(-INF), 0));
    assertEquals(Tensor.of(0.0, -2000), Reductions.logSoftmax(Tensor.of(1000.0, -1000), 0));
    assertEquals(Tensor.zeros(0, 3), Reductions.softmax(Tensor.zeros(0, 3), 1));
    assertEquals(Tensor.zeros(3, 0), Reductions.softmax(Tensor.zeros(3, 0), 1));
  }

  @Test
  void nothingHasAnEmptySumAndProductAndNoMean() {
    Tensor none = Tensor.zeros(2, 0);
    assertEquals(Tensor.zeros(2), none.sum(1));
    assertEquals(Tensor.ones(2), Reductions.product(none, false, 1));
    assertTrue(Double.isNaN(Reductions.mean(none, false).item()));
    assertTrue(Double.isNaN(Reductions.variance(Tensor.of(1.0), 1, false).item()));
    assertEquals(0, Reductions.variance(Tensor.of(1.0), 0, false).item());
    Tensor tracked = none.tracked();
    assertEquals(none, Reductions.cumulativeSum(tracked, 1).sum().backward().of(tracked));
    assertEquals(none, Reductions.cumulativeProduct(tracked, 1));
  }

  @Test
  void tiesShareTheGradientOfExtrema() {
    Tensor x = Tensor.of(new double[][] {{1, 3, 3}, {2, 2, 2}}).tracked();
    Tensor max = x.max(1).mul(Tensor.of(6.0, 6)).sum();
    assertEquals(Tensor.of(new double[][] {{0, 3, 3}, {2, 2, 2}}), max.backward().of(x));
    Tensor min = x.min().mul(6);
    assertEquals(Tensor.of(new double[][] {{6, 0, 0}, {0, 0, 0}}), min.backward().of(x));
  }

  @Test
  void elementsThatAreZeroHaveNoSlopeInNormsOfOrdersBelowOne() {
    Tensor x = Tensor.of(4.0, 0, 9).tracked();
    // (√4 + √9)² = 25, and ∂/∂x₀ = (√4 + √9) / √4.
    Tensor norm = Reductions.norm(x, 0.5, false);
    assertEquals(25, norm.item(), 1e-12);
    assertTrue(norm.backward().of(x).isClose(Tensor.of(2.5, 0, 5.0 / 3), 1e-12, 0));
  }

  @Test
  void normsOfZeroHaveNoSlope() {
    for (double p : new double[] {1, 1.5, 2, 3}) {
      Tensor x = Tensor.of(0.0, 0).tracked();
      Tensor norm = Reductions.norm(x, p, false);
      assertEquals(0, norm.item());
      assertEquals(Tensor.of(0.0, 0), norm.backward().of(x));
    }
  }

  @Test
  void ordersOfNorms() {
    Tensor x = Tensor.of(new double[][] {{3, -4}, {0, 2}});
    assertEquals(Tensor.of(7.0, 2), Reductions.norm(x, 1, false, 1));
    assertEquals(Tensor.of(5.0, 2), Reductions.norm(x, 2, false, 1));
    assertEquals(Tensor.of(4.0, 2), Reductions.norm(x, INF, false, 1));
    assertEquals(Tensor.of(3.0, 0), Reductions.norm(x, -INF, false, 1));
    assertEquals(Tensor.of(2.0, 1), Reductions.norm(x, 0, false, 1));
    assertEquals(Shape.of(2, 1), Reductions.norm(x, 2, true, 1).shape());
  }

  @Test
  void productsWithZerosHaveTheirGradient() {
    Tensor x = Tensor.of(2.0, 0, 5).tracked();
    assertEquals(Tensor.of(0.0, 10, 0), Reductions.product(x).backward().of(x));
    Tensor y = Tensor.of(0.0, 0, 5).tracked();
    assertEquals(Tensor.of(0.0, 0, 0), Reductions.product(y).backward().of(y));
  }

  @Test
  void smallestAndLargestPositions() {
    Tensor x = Tensor.of(new double[][] {{1, -2, -2}, {5, 4, 9}});
    assertEquals(Tensor.of(1, 1), Reductions.argmin(x, 1));
    assertEquals(Tensor.of(1, 1, 1), Reductions.argmax(x, 0));
    assertEquals(Tensor.of(0), Reductions.argmin(Tensor.of(new int[][] {{-7, 3}}), 1));
  }
}
