package org.gradus.core.pooling;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.pooling.Pooling.Maxima;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The reference cases are in the conformance suite. */
class PoolingTest {
  private static final Window TWO = Window.of(2).withStride(2);

  static Stream<DType> types() {
    return Stream.of(DType.FLOAT32, DType.FLOAT64);
  }

  private static Tensor row(DType dtype, double... values) {
    return Tensor.of(values, Shape.of(1, 1, values.length)).cast(dtype);
  }

  @ParameterizedTest
  @MethodSource("types")
  void takesTheFirstOfEqualMaxima(DType dtype) {
    Maxima maxima = Pooling.max(row(dtype, 1, 1, -2, -2, 3, 7), false, TWO);
    assertEquals(row(dtype, 1, -2, 7), maxima.values());
    assertEquals(Tensor.of(new int[] {0, 2, 5}, Shape.of(1, 1, 3)), maxima.positions());
  }

  @ParameterizedTest
  @MethodSource("types")
  void notANumberIsTheLargest(DType dtype) {
    Tensor x = row(dtype, Double.NaN, 1, 2, Double.NaN, Double.NEGATIVE_INFINITY, 3);
    Maxima maxima = Pooling.max(x, false, TWO);
    assertEquals(row(dtype, Double.NaN, Double.NaN, 3), maxima.values());
    assertEquals(Tensor.of(new int[] {0, 3, 5}, Shape.of(1, 1, 3)), maxima.positions());
  }

  @ParameterizedTest
  @MethodSource("types")
  void paddingIsNeverTheLargest(DType dtype) {
    Tensor x = row(dtype, Double.NEGATIVE_INFINITY, -5, -7);
    Maxima maxima = Pooling.max(x, false, Window.of(2).withStride(2).withPadding(1));
    assertEquals(row(dtype, Double.NEGATIVE_INFINITY, -5), maxima.values());
  }

  @ParameterizedTest
  @MethodSource("types")
  void paddingCountsAsZerosOrNotAtAll(DType dtype) {
    Tensor x = row(dtype, 2, 4, 6);
    Window window = Window.of(2).withStride(2).withPadding(1);
    assertEquals(row(dtype, 1, 5), Pooling.average(x, false, true, window));
    assertEquals(row(dtype, 2, 5), Pooling.average(x, false, false, window));
    assertEquals(row(dtype, 2, 10), Pooling.sum(x, false, window));
  }

  @ParameterizedTest
  @MethodSource("types")
  void dilatedWindowsCountWhatTheyShow(DType dtype) {
    Tensor x = row(dtype, 1, 2, 3, 4, 5);
    Window window = Window.of(2).withDilation(2);
    assertEquals(row(dtype, 2, 3, 4), Pooling.average(x, false, true, window));
    // Elements −1 and 1, then 2 and 4.
    Window padded = window.withStride(3).withPadding(1);
    assertEquals(row(dtype, 1, 4), Pooling.average(x, false, true, padded));
    assertEquals(row(dtype, 2, 4), Pooling.average(x, false, false, padded));
    // Elements 0 and 2, then 3 alone, as 5 lies beyond the padding.
    Tensor four = row(dtype, 1, 2, 3, 4);
    assertEquals(row(dtype, 2, 4), Pooling.average(four, true, true, window.withStride(3)));
  }

  @ParameterizedTest
  @MethodSource("types")
  void partsMayOverlap(DType dtype) {
    // Parts of 5 elements: [0, 2), [1, 4), [3, 5).
    Tensor x = row(dtype, 1, 3, 5, 10, 20);
    assertEquals(row(dtype, 2, 6, 15), Pooling.adaptiveAverage(x, 3));
    assertEquals(row(dtype, 3, 10, 20), Pooling.adaptiveMax(x, 3).values());
  }

  @Test
  void secondDerivativesAreRight() {
    Tensor x = Shapes.normal(DType.FLOAT64, Shape.of(2, 2, 5, 4), 1);
    Window window = Window.of(3).withStride(2).withPadding(1);
    GradCheck.of(in -> Pooling.max(in[0], true, window, TWO).values().square()).checkSecondOrder(x);
    GradCheck.of(in -> Pooling.average(in[0], true, false, window, TWO).square())
        .checkSecondOrder(x);
    GradCheck.of(in -> Pooling.adaptiveAverage(in[0], 2, 3).square()).checkSecondOrder(x);
  }

  @Test
  void refusesWhatDoesNotFit() {
    Tensor x = Tensor.ones(1, 2, 3);
    assertRefused(
        ShapeException.class,
        "[max-pool] a window shows padding only: expected at least one of 3 elements at every"
            + " position, got none at position 0.",
        () -> Pooling.max(x, false, Window.of(1).withPadding(1)));
    assertRefused(
        ShapeException.class,
        "[average-pool] the axes do not fit: expected one window for sequences (…, L) or two for"
            + " images (…, H, W), got 0 for 3 axes. Shape: (1, 2, 3).",
        () -> Pooling.average(x, false, true));
    assertRefused(
        ShapeException.class,
        "[adaptive-average-pool] an axis is empty: expected sizes of at least 1, got 3 to 0.",
        () -> Pooling.adaptiveAverage(x, 0));
  }
}
