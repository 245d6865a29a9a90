package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class TensorTest {
  private static final Tensor MATRIX = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void arraysGoInAndComeOutAsCopies() {
    float[] values = {1, 2};
    Tensor x = Tensor.of(values);
    values[0] = 9;
    x.toFloats()[1] = 9;
    assertArrayEquals(new float[] {1, 2}, x.toFloats());
    assertArrayEquals(new double[] {1, 2}, Tensor.of(1.0, 2.0).toDoubles());
    assertArrayEquals(new int[] {1, 2}, Tensor.of(1, 2).toInts());
    assertArrayEquals(new float[][] {{1, 2, 3}, {4, 5, 6}}, MATRIX.toFloatRows());
    double[][] doubles = {{1}, {2}};
    assertArrayEquals(doubles, Tensor.of(doubles).toDoubleRows());
    int[][] ints = {{1, 2}};
    assertArrayEquals(ints, Tensor.of(ints).toIntRows());
    assertEquals(Shape.of(0, 0), Tensor.of(new float[0][]).shape());
    assertEquals(DType.FLOAT32, Tensor.zeros(2, 2).dtype());
    assertEquals(MATRIX, Tensor.of(new float[] {1, 2, 3, 4, 5, 6}, Shape.of(2, 3)));
  }

  @Test
  void elementsAreReadByPosition() {
    assertEquals(6, MATRIX.get(1, 2));
    assertEquals(5, MATRIX.slice(0, 1, 2).get(0, 1));
    assertEquals(7, Tensor.scalar(7).item());
    assertEquals(7, Tensor.scalar(7f).get());
    assertRefused(
        IndexOutOfBoundsException.class,
        "[get] no such element: expected a position from 0 to 2 at axis 1, got 3. Shape: (2, 3).",
        () -> MATRIX.get(0, 3));
    assertRefused(
        ShapeException.class,
        "[get] the index does not fit: expected 2 positions, got 1 positions. Shape: (2, 3).",
        () -> MATRIX.get(0));
    assertRefused(
        ShapeException.class,
        "[item] not a single number: expected one element, got 6 elements. Shape: (2, 3).",
        MATRIX::item);
    assertRefused(
        ShapeException.class,
        "[item] not a single number: expected one element, got 0 elements. Shape: (0).",
        () -> Tensor.zeros(0).item());
  }

  @Test
  void fullTakesTheTypesNumbersOnly() {
    assertEquals(Tensor.of(3, 3), Tensor.full(DType.INT32, Shape.of(2), 3));
    for (double value : new double[] {0.5, 1e10, Double.NaN, Double.NEGATIVE_INFINITY}) {
      assertRefused(
          ArithmeticException.class,
          "[full] not an INT32 number: expected an integer from -2147483648 to 2147483647, got "
              + value
              + ".",
          () -> Tensor.full(DType.INT32, Shape.of(2), value));
    }
  }

  @Test
  void castTruncatesTowardsZeroAndRefusesWhatDoesNotFit() {
    assertEquals(Tensor.of(-1, 1, 0), Tensor.of(-1.9, 1.9, -0.5).cast(DType.INT32));
    assertEquals(
        Tensor.of(Integer.MAX_VALUE, Integer.MIN_VALUE),
        Tensor.of(2147483647.9, -2147483648.9).cast(DType.INT32));
    for (double value : new double[] {2147483648.0, -2147483649.0, Double.NaN}) {
      assertRefused(
          ArithmeticException.class,
          "[cast] a number does not fit INT32: expected one from -2147483648 to 2147483647, got "
              + value
              + ".",
          () -> Tensor.of(value).cast(DType.INT32));
    }
    assertSame(MATRIX, MATRIX.cast(DType.FLOAT32));
    assertEquals(Tensor.of(0.1f), Tensor.of(0.1).cast(DType.FLOAT32));
    assertEquals(Tensor.of((double) 0.1f), Tensor.of(0.1f).cast(DType.FLOAT64));
  }

  @Test
  void integersAreExactAndOverflowIsAnError() {
    Tensor x = Tensor.of(7, -3);
    assertEquals(Tensor.of(9, -1), x.add(2));
    assertEquals(Tensor.of(5, -5), x.sub(2));
    assertEquals(Tensor.of(-14, 6), x.mul(-2));
    assertEquals(Tensor.of(-7, 3), x.neg());
    assertEquals(Tensor.of(14, -10), x.add(Tensor.of(7, -7)));
    assertEquals(Tensor.of(4), x.sum().reshape(1));
    assertRefused(
        ArithmeticException.class,
        "[multiply] the result does not fit INT32: expected at most 32 bits, got the operands"
            + " 2147483647 and 2.",
        () -> Tensor.of(Integer.MAX_VALUE).mul(Tensor.of(2)));
    assertRefused(
        ArithmeticException.class,
        "[add] not an INT32 number: expected an integer from -2147483648 to 2147483647, got 0.5.",
        () -> x.add(0.5));
    assertRefused(
        ArithmeticException.class,
        "[sum] the result does not fit INT32: expected at most 32 bits, got 2147483648.",
        () -> Tensor.of(Integer.MAX_VALUE, 1).sum());
  }

  @Test
  void comparisonsAreMasks() {
    Tensor a = Tensor.of(1.0, 2.0, Double.NaN);
    Tensor b = Tensor.scalar(2.0);
    assertEquals(Tensor.of(0, 0, 0), a.gt(b));
    assertEquals(Tensor.of(0, 1, 0), a.ge(b));
    assertEquals(Tensor.of(1, 0, 0), a.lt(b));
    assertEquals(Tensor.of(1, 1, 0), a.le(b));
    assertEquals(Tensor.of(0, 1, 0), a.eq(b));
    assertEquals(Tensor.of(1, 0, 1), a.ne(b));
    // Neighbours that are one number in float32.
    assertEquals(Tensor.of(1), Tensor.of(16777217).gt(Tensor.of(16777216)));
    assertFalse(a.tracked().gt(b).isTracked());
    assertRefused(
        ShapeException.class,
        "[greater] shapes do not broadcast: expected equal sizes, or 1, at axis -1, got 3 and 2."
            + " Shapes: (3), (2).",
        () -> a.gt(Tensor.of(1.0, 2.0)));
  }

  @Test
  void equalMeansTheSameBits() {
    Tensor x = Tensor.of(1.0, Double.NaN, 0.0);
    assertEquals(x, Tensor.of(1.0, Double.NaN, 0.0));
    assertEquals(x.hashCode(), Tensor.of(1.0, Double.NaN, 0.0).hashCode());
    assertEquals(x.hashCode(), x.unsqueeze(0).select(0, 0).hashCode());
    assertNotEquals(x, Tensor.of(1.0, Double.NaN, -0.0));
    assertNotEquals(x, x.unsqueeze(0));
    assertNotEquals(Tensor.of(1f), Tensor.of(1.0));
    assertNotEquals(Tensor.of(1f), "1");
    Tensor rows = Tensor.of(new double[][] {{1, 2}, {3, 4}});
    assertEquals(Tensor.of(3.0, 4.0), rows.select(0, 1));
  }

  @Test
  void closeMeansWithinTheTolerances() {
    Tensor x = Tensor.of(100.0, 0.0);
    assertTrue(x.isClose(Tensor.of(101.0, 0.0), 0.01, 0));
    assertFalse(x.isClose(Tensor.of(101.2, 0.0), 0.01, 0));
    assertTrue(x.isClose(Tensor.of(100.0, 1e-9), 0, 1e-9));
    assertFalse(x.isClose(Tensor.of(100.0, 1e-8), 0, 1e-9));
    Tensor special = Tensor.of(Double.NaN, Double.POSITIVE_INFINITY, -0.0);
    assertTrue(special.isClose(Tensor.of(Double.NaN, Double.POSITIVE_INFINITY, 0.0), 0, 0));
    assertFalse(Tensor.of(1e300).isClose(Tensor.of(Double.POSITIVE_INFINITY), 1, 1));
    assertFalse(Tensor.of(Double.POSITIVE_INFINITY).isClose(Tensor.of(1e300), 1, 1));
    assertFalse(x.isClose(x.unsqueeze(0), 1, 1));
    assertFalse(Tensor.of(1f).isClose(Tensor.of(1.0), 1, 1));
  }

  @Test
  void reshapeInfersOneSizeAndSharesElements() {
    assertEquals(Tensor.of(1f, 2f, 3f, 4f, 5f, 6f), MATRIX.reshape(-1));
    assertEquals(Shape.of(3, 2), MATRIX.reshape(3, -1).shape());
    assertSame(MATRIX, MATRIX.reshape(2, 3));
    assertSame(MATRIX.array(), MATRIX.reshape(6).array());
    assertEquals(Shape.of(0, 3), Tensor.zeros(0).reshape(-1, 3).shape());
    assertRefused(
        ShapeException.class,
        "[reshape] the number of elements differs: expected 6 elements, got 8 elements."
            + " Shapes: (2, 3), (2, 4).",
        () -> MATRIX.reshape(2, 4));
    assertRefused(
        ShapeException.class,
        "[reshape] the size -1 cannot be inferred: expected a divisor of 6 elements, got other"
            + " sizes of product 4. Shape: (2, 3).",
        () -> MATRIX.reshape(4, -1));
    assertRefused(
        ShapeException.class,
        "[reshape] the size -1 cannot be inferred: expected a divisor of 0 elements, got other"
            + " sizes of product 0. Shape: (0).",
        () -> Tensor.zeros(0).reshape(0, -1));
  }

  @Test
  void emptyTensorsGoThroughEverything() {
    Tensor empty = Tensor.zeros(0, 3);
    assertEquals(empty, empty.add(Tensor.ones(3)));
    assertEquals(empty, Tensor.ones(1, 3).mul(empty));
    assertEquals(empty, empty.exp());
    assertEquals(Tensor.zeros(3), empty.sum(0));
    assertEquals(Tensor.zeros(0), empty.sum(1));
    assertEquals(Tensor.scalar(0f), empty.sum());
    assertEquals(Tensor.scalar(Float.NaN), empty.mean());
    assertEquals(Tensor.zeros(3, 0), empty.transpose());
    assertEquals(Tensor.zeros(0, 4), empty.matmul(Tensor.ones(3, 4)));
    assertEquals(Tensor.zeros(2, 4), Tensor.ones(2, 0).matmul(Tensor.ones(0, 4)));
    assertEquals(Tensor.zeros(0, 2, 2), Tensor.ones(0, 2, 3).matmul(Tensor.ones(0, 3, 2)));
    assertEquals(Tensor.zeros(0), empty.max(1));
    assertEquals(Tensor.zeros(2, 0, 3), empty.expand(Shape.of(2, 0, 3)));
    assertRefused(
        ShapeException.class,
        "[max] no elements along axis 0: expected at least one, got none. Shape: (0, 3).",
        () -> empty.max(0));
    assertRefused(
        ShapeException.class,
        "[argmax] no elements along axis 0: expected at least one, got none. Shape: (0, 3).",
        () -> empty.argmax(0));
    Tensor tracked = Tensor.zeros(0, 3).tracked();
    assertEquals(empty, tracked.mul(Tensor.ones(3)).sum().backward().of(tracked));
  }

  @Test
  void argmaxTakesTheFirstOfEqualsAndNanAsLargest() {
    Tensor x = Tensor.of(new float[][] {{1, 3, 3}, {Float.NaN, 9, 1}, {-0f, 0, 0}});
    assertEquals(Tensor.of(1, 0, 0), x.argmax(1));
    Tensor integers = Tensor.of(new int[][] {{1, 5, 7}, {2, 5, 3}});
    assertEquals(Tensor.of(1, 0, 0), integers.argmax(0));
  }

  @Test
  void nanPropagates() {
    Tensor x = Tensor.of(1, Float.NaN, 3f);
    assertEquals(Float.NaN, (float) x.sum().item());
    assertEquals(Float.NaN, (float) x.max().item());
    assertEquals(Float.NaN, (float) x.min().item());
    assertEquals(Float.NaN, (float) x.relu().get(1));
  }
}
