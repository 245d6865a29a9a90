package org.gradus.core.tensor;

import static org.gradus.core.tensor.Refusals.assertRefused;

import org.junit.jupiter.api.Test;

/** The messages about arguments that do not fit the tensor's own operations. */
class TensorRefusalsTest {
  private static final Tensor MATRIX = Tensor.of(new float[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void typesAreNeverMixedSilently() {
    assertRefused(
        DTypeException.class,
        "[add] wrong element type: expected equal types (cast converts), got FLOAT32 and FLOAT64.",
        () -> Tensor.of(1f).add(Tensor.of(1.0)));
    assertRefused(
        DTypeException.class,
        "[less-or-equal] wrong element type: expected equal types (cast converts), got INT32 and"
            + " FLOAT32.",
        () -> Tensor.of(1).le(Tensor.of(1f)));
    assertRefused(
        DTypeException.class,
        "[exp] wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.",
        () -> Tensor.of(1).exp());
    assertRefused(
        DTypeException.class,
        "[divide] wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.",
        () -> Tensor.of(1).div(0.5));
    assertRefused(
        DTypeException.class,
        "[divide] wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.",
        () -> Tensor.of(1).div(Tensor.of(2)));
    assertRefused(
        DTypeException.class,
        "[mean] wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.",
        () -> Tensor.of(1).mean());
    assertRefused(
        DTypeException.class,
        "[max] wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.",
        () -> Tensor.of(1).max());
  }

  @Test
  void wrongShapesOfShapingAreRefused() {
    assertRefused(
        ShapeException.class,
        "[permute] the order does not name every axis: expected 2 axes, got 1 axes."
            + " Shape: (2, 3).",
        () -> MATRIX.permute(0));
    assertRefused(
        AxisException.class,
        "[permute] axis 1 does not fit: expected axes that differ, got it twice. Shape: (2, 3).",
        () -> MATRIX.permute(1, 1));
    assertRefused(
        AxisException.class,
        "[transpose] axis -2 does not fit: expected one from -1 to 0. Shape: (3).",
        () -> Tensor.zeros(3).transpose());
    assertRefused(
        ShapeException.class,
        "[squeeze] the axis is not of size 1: expected size 1, got size 3. Shape: (2, 3).",
        () -> MATRIX.squeeze(1));
    assertRefused(
        AxisException.class,
        "[unsqueeze] axis 3 does not fit: expected one from -3 to 2. Shape: (2, 3).",
        () -> MATRIX.unsqueeze(3));
    assertRefused(
        ShapeException.class,
        "[expand] an axis would shrink: expected sizes that are equal or 1, got (2, 3)."
            + " Shapes: (2, 3), (1, 3).",
        () -> MATRIX.expand(Shape.of(1, 3)));
    assertRefused(
        IndexOutOfBoundsException.class,
        "[slice] the range does not lie within the axis: expected 0 ≤ from ≤ to ≤ 3 and step ≥ 1,"
            + " got from 1 to 4 by 1. Shape: (2, 3), axis -1.",
        () -> MATRIX.slice(-1, 1, 4));
    assertRefused(
        IndexOutOfBoundsException.class,
        "[select] no such element: expected an index from -2 to 1, got 2. Shape: (2, 3), axis 0.",
        () -> MATRIX.select(0, 2));
  }

  @Test
  void wrongProductsAreRefused() {
    assertRefused(
        ShapeException.class,
        "[matmul] the inner sizes differ: expected equal ones, got 3 and 2."
            + " Shapes: (2, 3), (2, 3).",
        () -> MATRIX.matmul(MATRIX));
    assertRefused(
        ShapeException.class,
        "[matmul] a scalar is no matrix: expected at least one axis, got none."
            + " Shapes: (2, 3), ().",
        () -> MATRIX.matmul(Tensor.scalar(1f)));
    assertRefused(
        ShapeException.class,
        "[matmul] shapes do not broadcast: expected equal sizes, or 1, at axis -1, got 2 and 3."
            + " Shapes: (2), (3).",
        () -> Tensor.zeros(2, 4, 5).matmul(Tensor.zeros(3, 5, 4)));
    assertRefused(
        DTypeException.class,
        "[matmul] wrong element type: expected FLOAT32 or FLOAT64 (cast converts), got INT32.",
        () -> Tensor.of(new int[][] {{1}}).matmul(Tensor.of(new int[][] {{1}})));
  }

  @Test
  void wrongArraysAreRefused() {
    assertRefused(
        ShapeException.class,
        "[tensor] the rows differ in length: expected 2 numbers as in row 0, got 1 in row 1.",
        () -> Tensor.of(new double[][] {{1, 2}, {3}}));
    assertRefused(
        ShapeException.class,
        "[tensor] the array does not fill the shape: expected 6 elements, got 5 elements."
            + " Shape: (2, 3).",
        () -> Tensor.of(new int[5], Shape.of(2, 3)));
    assertRefused(
        DTypeException.class,
        "[toDoubles] wrong element type: expected FLOAT64 (cast converts), got FLOAT32.",
        MATRIX::toDoubles);
    assertRefused(
        ShapeException.class,
        "[toRows] not a matrix: expected 2 axes, got 1 axes. Shape: (2).",
        () -> Tensor.of(1f, 2f).toFloatRows());
  }
}
