package org.gradus.core.internal.kernels.vector;

import static org.gradus.core.internal.kernels.vector.RegisterTiles.L;

/**
 * A float32 matrix product C = A · B or C += A · B, with A (m, k), B (k, n) and C (m, n) as strided
 * views of arrays.
 *
 * <p>Transposition is no more than a choice of strides here: {@code a[aOffset + i · aRow + p ·
 * aStep]} is A's element (i, p), and {@code b[bOffset + p · bStep + j · bColumn]} is B's element
 * (p, j). C's rows are contiguous. Everything below the entry of the product works on such blocks,
 * cuts them further and replaces an operand by a packed copy.
 *
 * @param aRow the distance of A's rows
 * @param aStep the distance of A's elements along k
 * @param bStep the distance of B's elements along k
 * @param bColumn the distance of B's columns; 1 unless B is stored transposed
 * @param accumulate whether the product is added to C
 * @param cRow the distance of C's rows
 */
record Operands(
    int m,
    int n,
    int k,
    float[] a,
    int aOffset,
    int aRow,
    int aStep,
    float[] b,
    int bOffset,
    int bStep,
    int bColumn,
    boolean accumulate,
    float[] c,
    int cOffset,
    int cRow) {
  /**
   * Where the sums of the register tiles start that are not added to C. The choice is made outside
   * of the tiles: in them a choice of vectors would be boxed, and one of arrays would have them
   * compiled again when the first product is added to another, after seconds of others.
   */
  private static final float[] ZEROS = new float[4 * L];

  /** Returns the array where the sums of the register tiles start: that of C, or zeros. */
  float[] start() {
    return accumulate ? c : ZEROS;
  }

  /** Returns where the first row begins in {@link #start}. */
  int startOffset() {
    return accumulate ? cOffset : 0;
  }

  /** Returns the distance of rows in {@link #start}: zeros have only one. */
  int startRow() {
    return accumulate ? cRow : 0;
  }

  /** Returns the part of the product that gives {@code count} rows of C. */
  Operands rows(int from, int count) {
    return new Operands(
        count,
        n,
        k,
        a,
        aOffset + from * aRow,
        aRow,
        aStep,
        b,
        bOffset,
        bStep,
        bColumn,
        accumulate,
        c,
        cOffset + from * cRow,
        cRow);
  }

  /**
   * Returns the part of the product that gives {@code count} rows of C, if A is a copy in panels:
   * see {@link Packing#panels}.
   *
   * @param from the first row, which is also the first of a panel
   */
  Operands panel(int from, int count) {
    return new Operands(
        count,
        n,
        k,
        a,
        aOffset + from * k,
        1,
        L,
        b,
        bOffset,
        bStep,
        bColumn,
        accumulate,
        c,
        cOffset + from * cRow,
        cRow);
  }

  /** Returns the part of the product that gives {@code count} columns of C. */
  Operands columns(int from, int count) {
    return new Operands(
        m,
        count,
        k,
        a,
        aOffset,
        aRow,
        aStep,
        b,
        bOffset + from * bColumn,
        bStep,
        bColumn,
        accumulate,
        c,
        cOffset + from,
        cRow);
  }

  /** Returns the part of the sums over k that continues after the first {@code from} terms. */
  Operands terms(int from, int count) {
    return new Operands(
        m,
        n,
        count,
        a,
        aOffset + from * aStep,
        aRow,
        aStep,
        b,
        bOffset + from * bStep,
        bStep,
        bColumn,
        accumulate || from > 0,
        c,
        cOffset,
        cRow);
  }

  /** Returns the same product with a copy of A in its place. */
  Operands withA(float[] copy, int row, int step) {
    return new Operands(
        m, n, k, copy, 0, row, step, b, bOffset, bStep, bColumn, accumulate, c, cOffset, cRow);
  }

  /** Returns the same product with a B of contiguous columns in its place. */
  Operands withB(float[] copy, int offset, int step) {
    return new Operands(
        m, n, k, a, aOffset, aRow, aStep, copy, offset, step, 1, accumulate, c, cOffset, cRow);
  }

  /** Returns the same product into a copy of C, of {@code columns} columns without gaps. */
  Operands withC(float[] copy, int columns) {
    return new Operands(
        m,
        columns,
        k,
        a,
        aOffset,
        aRow,
        aStep,
        b,
        bOffset,
        bStep,
        bColumn,
        accumulate,
        copy,
        0,
        columns);
  }

  /**
   * Returns the product Cᵀ = Bᵀ · Aᵀ of the same operands, into an array of n rows of m columns.
   */
  Operands transposed(float[] copy) {
    return new Operands(
        n, m, k, b, bOffset, bColumn, bStep, a, aOffset, aStep, aRow, accumulate, copy, 0, m);
  }
}
