package org.gradus.core.shaping;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import org.gradus.core.tensor.AxisException;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ShapingTest {
  private static final Tensor X = Tensor.of(new int[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void resultsOfTooManyElementsAreRefusedByName() {
    Tensor x = Tensor.zeros(1 << 16);
    String message = " an axis of the result would be too long: expected at most 2147483647, got ";
    assertRefused(
        ShapeException.class,
        "[pad]" + message + "2147549183.",
        () -> Shaping.pad(x, new int[] {Integer.MAX_VALUE}, new int[] {0}, 0));
    assertRefused(
        ShapeException.class,
        "[repeat]" + message + "4294967296.",
        () -> Shaping.repeat(x, 1 << 16));
    assertRefused(
        ShapeException.class,
        "[repeat-interleave]" + message + "4294967296.",
        () -> Shaping.repeatInterleave(x, 1 << 16, 0));
  }

  @Test
  void aRollGoesRoundHoweverFar() {
    Tensor x = Tensor.of(0, 1, 2);
    // −2³¹ = −715827883 · 3 + 1.
    assertEquals(Tensor.of(2, 0, 1), Shaping.roll(x, Integer.MIN_VALUE, 0));
    assertEquals(Tensor.of(2, 0, 1), Shaping.roll(x, 1, 0));
  }

  @Test
  void partsThatDoNotFitAreRefused() {
    assertRefused(
        ShapeException.class,
        "[concatenate] the shapes differ at other axes than 0: expected (2, 3), got (2, 2)."
            + " Shapes: (2, 3), (2, 2).",
        () -> Shaping.concatenate(0, Tensor.zeros(2, 3), Tensor.zeros(2, 2)));
    assertRefused(
        DTypeException.class,
        "[concatenate] wrong element type: expected equal types (cast converts), got INT32 and"
            + " FLOAT32.",
        () -> Shaping.concatenate(0, X, Tensor.zeros(2, 3)));
    assertRefused(
        IllegalArgumentException.class,
        "[concatenate] nothing to join: expected at least one tensor, got none.",
        () -> Shaping.concatenate(0));
    assertRefused(
        IllegalArgumentException.class,
        "[concatenate] nothing to join: expected at least one tensor, got none.",
        () -> Shaping.stack(0));
    assertRefused(
        ShapeException.class,
        "[stack] the shapes differ: expected (2, 3), got (3).",
        () -> Shaping.stack(0, Tensor.zeros(2, 3), Tensor.zeros(3)));
    assertRefused(
        AxisException.class,
        "[concatenate] axis 0 does not fit: expected no axis, since a scalar has none. Shape: ().",
        () -> Shaping.concatenate(0, Tensor.scalar(1f), Tensor.scalar(2f)));
  }

  @Test
  void oneTensorIsItsOwnConcatenation() {
    assertSame(X, Shaping.concatenate(1, X));
  }

  @Test
  void wrongSizesOfPartsAreRefused() {
    assertRefused(
        ShapeException.class,
        "[split] the parts would be empty: expected a size of at least 1, got 0.",
        () -> Shaping.split(X, 0, 0));
    assertRefused(
        ShapeException.class,
        "[split] the sizes do not add up: expected a sum of 3, got 4. Shape: (2, 3).",
        () -> Shaping.split(X, new int[] {1, 3}, 1));
    assertRefused(
        ShapeException.class,
        "[split] a size is negative: expected sizes of at least 0, got -1. Shape: (2, 3).",
        () -> Shaping.split(X, new int[] {4, -1}, 1));
    assertRefused(
        ShapeException.class,
        "[chunk] no parts: expected a count of at least 1, got 0.",
        () -> Shaping.chunk(X, 0, 0));
  }

  @Test
  void wrongPaddingAndCountsAreRefused() {
    assertRefused(
        ShapeException.class,
        "[pad] the padding does not name every axis: expected 2 numbers before and after, got 1"
            + " and 2. Shape: (2, 3).",
        () -> Shaping.pad(X, new int[1], new int[2], 0));
    assertRefused(
        ShapeException.class,
        "[pad] the padding is negative at axis 1: expected numbers of at least 0, got 0 and -1."
            + " Shape: (2, 3).",
        () -> Shaping.pad(X, new int[2], new int[] {0, -1}, 0));
    assertRefused(
        ShapeException.class,
        "[repeat] too few counts: expected at least 2, got 1 counts. Shape: (2, 3).",
        () -> Shaping.repeat(X, 2));
    assertRefused(
        ShapeException.class,
        "[flatten] the axes are out of order: expected first ≤ last, got 1 and 0. Shape: (2, 3).",
        () -> Shaping.flatten(X, 1, 0));
  }

  @Test
  void stepsMayBeAsLongAsTheyLike() {
    assertEquals(Tensor.of(1, 2, 3).unsqueeze(0), Shaping.slice(X, 0, 0, 2, Integer.MAX_VALUE));
    assertEquals(Shape.of(0, 3), Shaping.slice(X, 0, 1, 1, 5).shape());
    assertRefused(
        IndexOutOfBoundsException.class,
        "[slice] the range does not lie within the axis: expected 0 ≤ from ≤ to ≤ 2 and step ≥ 1,"
            + " got from 0 to 2 by 0. Shape: (2, 3), axis 0.",
        () -> Shaping.slice(X, 0, 0, 2, 0));
  }

  @Test
  void scalarsFlattenToVectors() {
    assertEquals(Shape.of(1), Shaping.flatten(Tensor.scalar(1f), 0, -1).shape());
    assertEquals(List.of(), Shaping.split(Tensor.zeros(0), 2, 0));
    assertEquals(List.of(), Shaping.unbind(Tensor.zeros(0, 2), 0));
  }
}
