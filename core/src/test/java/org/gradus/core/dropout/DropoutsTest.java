package org.gradus.core.dropout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.random.NumpyRandom;
import org.gradus.core.random.PhiloxRandom;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.junit.jupiter.api.Test;

class DropoutsTest {
  private static final int MANY = 100_003;

  private static Tensor ones(DType dtype, int count) {
    return Tensor.ones(dtype, Shape.of(count));
  }

  /** Requires what single draws decide, 1 / (1 − 0.2) being 1.25. */
  private static void requireDrawn(RandomSource random, RandomSource single) {
    float[] kept = Dropouts.elements(ones(DType.FLOAT32, MANY), 0.2, random).toFloats();
    for (float value : kept) {
      assertEquals(single.nextBoolean(0.8) ? 1.25f : 0, value);
    }
    assertEquals(single.state(), random.state());
  }

  @Test
  void dropsWhatTheSourceDecides() {
    requireDrawn(RandomSource.of(3), RandomSource.of(3));
    requireDrawn(NumpyRandom.of(3), NumpyRandom.of(3));
  }

  @Test
  void dropsTheSameWithAnyNumberOfThreadsAndInEitherType() {
    Tensor x = ones(DType.FLOAT32, MANY);
    Tensor expected = Dropouts.elements(x, 0.3, RandomSource.of(1));
    int threads = ThreadPool.shared().threads();
    try {
      for (int count : List.of(1, 2, 5)) {
        ThreadPool.shared().setThreads(count);
        assertEquals(expected, Dropouts.elements(x, 0.3, RandomSource.of(1)));
      }
    } finally {
      ThreadPool.shared().setThreads(threads);
    }
    Tensor doubles = Dropouts.elements(x.cast(DType.FLOAT64), 0.3, RandomSource.of(1));
    assertTrue(expected.cast(DType.FLOAT64).isClose(doubles, 1e-7, 0));
  }

  @Test
  void takesPartsOfATensorAndDrawsAnewEachTime() {
    Tensor x = Tensor.ones(10, 40).slice(0, 3, 10);
    PhiloxRandom random = RandomSource.of(1);
    Tensor first = Dropouts.elements(x, 0.5, random);

    assertEquals(Shape.of(7, 40), first.shape());
    assertEquals(7 * 40, random.position());
    assertTrue(!first.equals(Dropouts.elements(x, 0.5, random)));
  }

  @Test
  void passesTheGradientOfWhatIsKept() {
    Tensor x = Tensor.of(1.0, -2.0, 3.0, 0.5, -0.25, 4.0);
    GradCheck.of(in -> Dropouts.elements(in[0], 0.4, RandomSource.of(5)).square())
        .checkSecondOrder(x);
  }

  @Test
  void dropsInfinitiesToo() {
    Tensor x = Tensor.full(DType.FLOAT32, Shape.of(1000), Double.POSITIVE_INFINITY);
    for (float value : Dropouts.elements(x, 0.5, RandomSource.of(1)).toFloats()) {
      assertTrue(value == 0 || value == Float.POSITIVE_INFINITY);
    }
  }

  @Test
  void dropsNothingOrEverythingAtTheEnds() {
    Tensor x = Tensor.of(1f, 2f, 3f);

    assertSame(x, Dropouts.elements(x, 0, RandomSource.of(1)));
    assertEquals(Tensor.zeros(3), Dropouts.elements(x, 1, RandomSource.of(1)));
    assertEquals(Tensor.zeros(0), Dropouts.elements(Tensor.zeros(0), 0.5, RandomSource.of(1)));
  }

  @Test
  void refusesOtherProbabilitiesAndIntegers() {
    Tensor x = Tensor.of(1f);
    PhiloxRandom random = RandomSource.of(1);
    for (double p : List.of(-0.1, 1.1, Double.NaN)) {
      assertEquals(
          "[dropout] the probability is out of range: expected 0 to 1, got " + p + ".",
          assertThrows(IllegalArgumentException.class, () -> Dropouts.elements(x, p, random))
              .getMessage());
    }
    Tensor integers = Tensor.of(1);
    assertThrows(DTypeException.class, () -> Dropouts.elements(integers, 0.5, random));
  }

  @Test
  void blocksAreDroppedAsAWhole() {
    PhiloxRandom random = RandomSource.of(3);
    PhiloxRandom single = RandomSource.of(3);
    Tensor y = Dropouts.blocks(Tensor.ones(50, 4, 3, 2), 2, 0.2, random);
    float[] values = y.toFloats();
    for (int block = 0; block < 50 * 4; block++) {
      float expected = single.nextBoolean(0.8) ? 1.25f : 0;
      for (int i = 0; i < 6; i++) {
        assertEquals(expected, values[6 * block + i]);
      }
    }
    assertEquals(50 * 4, random.position());
    assertEquals(Tensor.zeros(3, 0), Dropouts.blocks(Tensor.zeros(3, 0), 1, 0.5, random));
  }

  @Test
  void blocksPassTheGradientOfWhatIsKept() {
    Tensor x = Tensor.of(new double[][] {{1, -2}, {3, 0.5}, {-0.25, 4}, {2, 1}});
    GradCheck.of(in -> Dropouts.blocks(in[0], 1, 0.4, RandomSource.of(5)).square())
        .checkSecondOrder(x);
    GradCheck.of(in -> Dropouts.alpha(in[0], 1, 0.4, RandomSource.of(5)).square())
        .checkSecondOrder(x);
    GradCheck.of(in -> Dropouts.alpha(in[0], 2, 0.4, RandomSource.of(5)).square())
        .checkSecondOrder(x);
  }

  /** The limits of selu at −∞ and 0 stand for what is dropped and for a kept 0. */
  @Test
  void alphaDropsToTheSaturatedValue() {
    double saturated = -1.0507009873554805 * 1.6732632423543772;
    double a = 1 / Math.sqrt(0.7 + saturated * saturated * 0.7 * 0.3);
    double b = -a * 0.3 * saturated;
    PhiloxRandom single = RandomSource.of(9);
    for (double value :
        Dropouts.alpha(Tensor.full(DType.FLOAT64, Shape.of(100), 2), 1, 0.3, RandomSource.of(9))
            .toDoubles()) {
      assertEquals(single.nextBoolean(0.7) ? 2 * a + b : a * saturated + b, value, 1e-14);
    }
    Tensor floats = Tensor.full(DType.FLOAT32, Shape.of(4, 25), 2);
    assertTrue(
        Dropouts.alpha(floats, 2, 0.3, RandomSource.of(9))
            .cast(DType.FLOAT64)
            .isClose(
                Dropouts.alpha(floats.cast(DType.FLOAT64), 2, 0.3, RandomSource.of(9)), 1e-6, 0));
  }

  /** Five standard errors: a right implementation fails for less than one seed in a million. */
  @Test
  void alphaKeepsMeanAndVariance() {
    Tensor x = Tensors.normal(DType.FLOAT64, Shape.of(MANY), 0, 1, RandomSource.of(1));
    Tensor y = Dropouts.alpha(x, 1, 0.25, RandomSource.of(2));
    assertEquals(0, y.mean().item(), 5 / Math.sqrt(MANY));
    // The fourth moment of y is below 6, so the variance's standard error is below √(5 / n).
    assertEquals(1, y.square().mean().item(), 5 * Math.sqrt(5.0 / MANY));
  }

  @Test
  void alphaAndBlocksRefuseWhatDoesNotFit() {
    Tensor x = Tensor.ones(3);
    RandomSource random = RandomSource.of(1);
    IllegalArgumentException all =
        assertThrows(IllegalArgumentException.class, () -> Dropouts.alpha(x, 1, 1, random));
    assertEquals(
        "[dropout] the probability is out of range: expected 0 to below 1, got 1.0.",
        all.getMessage());
    ShapeException axes =
        assertThrows(ShapeException.class, () -> Dropouts.blocks(x, 2, 0.5, random));
    assertEquals(
        "[dropout] too few axes: expected at least 2, got 1. Shape: (3).", axes.getMessage());
  }
}
