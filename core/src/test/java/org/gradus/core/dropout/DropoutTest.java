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
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class DropoutTest {
  private static final int MANY = 100_003;

  private static Tensor ones(DType dtype, int count) {
    return Tensor.ones(dtype, Shape.of(count));
  }

  /** Requires what single draws decide, 1 / (1 − 0.2) being 1.25. */
  private static void requireDrawn(RandomSource random, RandomSource single) {
    float[] kept = Dropout.of(ones(DType.FLOAT32, MANY), 0.2, random).toFloats();
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
    Tensor expected = Dropout.of(x, 0.3, RandomSource.of(1));
    int threads = ThreadPool.shared().threads();
    try {
      for (int count : List.of(1, 2, 5)) {
        ThreadPool.shared().setThreads(count);
        assertEquals(expected, Dropout.of(x, 0.3, RandomSource.of(1)));
      }
    } finally {
      ThreadPool.shared().setThreads(threads);
    }
    Tensor doubles = Dropout.of(x.cast(DType.FLOAT64), 0.3, RandomSource.of(1));
    assertTrue(expected.cast(DType.FLOAT64).isClose(doubles, 1e-7, 0));
  }

  @Test
  void takesPartsOfATensorAndDrawsAnewEachTime() {
    Tensor x = Tensor.ones(10, 40).slice(0, 3, 10);
    PhiloxRandom random = RandomSource.of(1);
    Tensor first = Dropout.of(x, 0.5, random);

    assertEquals(Shape.of(7, 40), first.shape());
    assertEquals(7 * 40, random.position());
    assertTrue(!first.equals(Dropout.of(x, 0.5, random)));
  }

  @Test
  void passesTheGradientOfWhatIsKept() {
    Tensor x = Tensor.of(1.0, -2.0, 3.0, 0.5, -0.25, 4.0);
    GradCheck.of(in -> Dropout.of(in[0], 0.4, RandomSource.of(5)).square()).checkSecondOrder(x);
  }

  @Test
  void dropsInfinitiesToo() {
    Tensor x = Tensor.full(DType.FLOAT32, Shape.of(1000), Double.POSITIVE_INFINITY);
    for (float value : Dropout.of(x, 0.5, RandomSource.of(1)).toFloats()) {
      assertTrue(value == 0 || value == Float.POSITIVE_INFINITY);
    }
  }

  @Test
  void dropsNothingOrEverythingAtTheEnds() {
    Tensor x = Tensor.of(1f, 2f, 3f);

    assertSame(x, Dropout.of(x, 0, RandomSource.of(1)));
    assertEquals(Tensor.zeros(3), Dropout.of(x, 1, RandomSource.of(1)));
    assertEquals(Tensor.zeros(0), Dropout.of(Tensor.zeros(0), 0.5, RandomSource.of(1)));
  }

  @Test
  void refusesOtherProbabilitiesAndIntegers() {
    Tensor x = Tensor.of(1f);
    PhiloxRandom random = RandomSource.of(1);
    for (double p : List.of(-0.1, 1.1, Double.NaN)) {
      assertEquals(
          "[dropout] the probability is out of range: expected 0 to 1, got " + p + ".",
          assertThrows(IllegalArgumentException.class, () -> Dropout.of(x, p, random))
              .getMessage());
    }
    Tensor integers = Tensor.of(1);
    assertThrows(DTypeException.class, () -> Dropout.of(integers, 0.5, random));
  }
}
