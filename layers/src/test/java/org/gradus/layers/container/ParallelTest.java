package org.gradus.layers.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Identity;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.linear.Linear;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ParallelTest {
  private static final Tensor X = Tensor.of(new float[][] {{1, -2}, {3, 4}});

  private static Tensor run(Combination combination) {
    Parallel parallel = Parallel.of(combination, new Identity(), new Relu());
    parallel.build(X.shape(), RandomSource.of(1));
    return parallel.forward(X);
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheContract(Combination combination) {
    ModuleContract.check(
        Parallel.of(combination, Linear.of(3), new Tanh(), Linear.of(3)).config(), Shape.of(2, 3));
  }

  @Test
  void combinesTheResults() {
    assertEquals(Tensor.of(new float[][] {{2, -2}, {6, 8}}), run(Combination.SUM));
    assertEquals(Tensor.of(new float[][] {{1, -1}, {3, 4}}), run(Combination.MEAN));
    assertEquals(Tensor.of(new float[][] {{1, -0f}, {9, 16}}), run(Combination.PRODUCT));
    assertEquals(Tensor.of(new float[][] {{1, 0}, {3, 4}}), run(Combination.MAXIMUM));
    assertEquals(
        Tensor.of(new float[][] {{1, -2, 1, 0}, {3, 4, 3, 4}}), run(Combination.CONCATENATION));
  }

  @Test
  void concatenatesResultsOfDifferentSizes() {
    Parallel parallel =
        Parallel.of(Combination.CONCATENATION, Linear.of(3), new Identity()).along(-1);

    assertEquals(Shape.of(5, 2, 7), parallel.build(Shape.of(5, 2, 4), RandomSource.of(1)));
    assertEquals(List.of("0/weight", "0/bias"), List.copyOf(parallel.parameters().keySet()));
    assertEquals(-1, parallel.config().axis());
  }

  @Test
  void refusesResultsThatDoNotFit() {
    Parallel sum = Parallel.of(Combination.SUM, Linear.of(3), new Identity());
    ShapeException different =
        assertThrows(ShapeException.class, () -> sum.build(Shape.of(1, 4), RandomSource.of(1)));
    assertEquals(
        "[parallel] the results of the branches do not fit each other: expected one shape, got"
            + " other ones. Shapes: (1, 3), (1, 4).",
        different.getMessage());

    Parallel joined = Parallel.of(Combination.CONCATENATION, Linear.of(3), new Identity()).along(0);
    ShapeException elsewhere =
        assertThrows(ShapeException.class, () -> joined.build(Shape.of(1, 4), RandomSource.of(1)));
    assertEquals(
        "[parallel] the results of the branches do not fit each other: expected shapes that differ"
            + " at axis 0 only, got other ones. Shapes: (1, 3), (1, 4).",
        elsewhere.getMessage());

    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> Parallel.of(Combination.SUM));
    assertEquals(
        "[parallel] branches is out of range: expected at least one, got none.", none.getMessage());
  }
}
