package org.gradus.core.tensor;

import java.util.Arrays;

/**
 * The sizes of a tensor along its axes, immutable.
 *
 * <p>A scalar has no axes. Sizes may be 0. Axes are counted from 0, or from the end with negative
 * numbers: −1 is the last axis. Elements are in row-major order: the last axis varies fastest.
 */
public final class Shape {
  /** The shape of a scalar, (). */
  public static final Shape SCALAR = new Shape(new int[0], 1);

  private final int[] sizes;
  private final int elements;

  private Shape(int[] sizes, int elements) {
    this.sizes = sizes;
    this.elements = elements;
  }

  /**
   * Returns the shape of the given sizes.
   *
   * @throws ShapeException if a size is negative or the number of elements exceeds 2³¹ − 1
   */
  public static Shape of(int... sizes) {
    return sizes.length == 0 ? SCALAR : ofOwned(sizes.clone());
  }

  /** As {@link #of}, without copying: the array must not be changed afterwards. */
  static Shape ofOwned(int[] sizes) {
    long elements = 1;
    boolean empty = false;
    for (int size : sizes) {
      if (size < 0) {
        throw ShapeException.of(
            "shape", "a size is negative", "sizes of at least 0", Arrays.toString(sizes));
      }
      empty |= size == 0;
      elements = elements > Integer.MAX_VALUE ? elements : elements * Math.max(size, 1);
    }
    if (elements > Integer.MAX_VALUE) {
      throw ShapeException.of(
          "shape",
          "too many elements for one tensor",
          "at most " + Integer.MAX_VALUE,
          "the product of " + Arrays.toString(sizes));
    }
    return new Shape(sizes, empty ? 0 : (int) elements);
  }

  /** Returns the number of axes. */
  public int rank() {
    return sizes.length;
  }

  /** Returns the number of elements, the product of all sizes. */
  public int elements() {
    return elements;
  }

  /**
   * Returns the size along an axis.
   *
   * @param axis in [−rank, rank)
   * @throws AxisException if there is no such axis
   */
  public int size(int axis) {
    return sizes[axis("shape", axis)];
  }

  /** Returns a copy of the sizes. */
  public int[] toArray() {
    return sizes.clone();
  }

  /** Returns the size of axis {@code axis}, which must be in [0, rank). */
  int at(int axis) {
    return sizes[axis];
  }

  /**
   * Returns the axis counted from 0.
   *
   * @param operation the name of what asks, for the message
   * @param axis in [−rank, rank)
   * @throws AxisException if there is no such axis
   */
  public int axis(String operation, int axis) {
    int rank = sizes.length;
    if (axis < -rank || axis >= rank) {
      throw new AxisException(operation, axis, this);
    }
    return axis < 0 ? axis + rank : axis;
  }

  /**
   * Returns the axes counted from 0 and ascending; no axes given means all.
   *
   * @throws AxisException if there is no such axis, or one is given twice
   */
  public int[] axes(String operation, int... axes) {
    if (axes.length == 0) {
      int[] all = new int[sizes.length];
      Arrays.setAll(all, i -> i);
      return all;
    }
    int[] sorted = new int[axes.length];
    for (int i = 0; i < axes.length; i++) {
      sorted[i] = axis(operation, axes[i]);
    }
    Arrays.sort(sorted);
    for (int i = 1; i < sorted.length; i++) {
      if (sorted[i] == sorted[i - 1]) {
        throw new AxisException(operation, sorted[i], this, "axes that differ, got it twice");
      }
    }
    return sorted;
  }

  /**
   * Returns the product of the sizes from axis {@code from} (inclusive) to {@code to} (exclusive),
   * both in [0, rank].
   */
  public int elements(int from, int to) {
    int product = 1;
    for (int axis = from; axis < to; axis++) {
      product *= sizes[axis];
    }
    return product;
  }

  /**
   * Returns the size of an axis of a result.
   *
   * @param operation the name of what computes it, for the message
   * @throws ShapeException if it exceeds 2³¹ − 1
   */
  public static int size(String operation, long size) {
    if (size > Integer.MAX_VALUE) {
      throw ShapeException.of(
          operation,
          "an axis of the result would be too long",
          "at most " + Integer.MAX_VALUE,
          String.valueOf(size));
    }
    return (int) size;
  }

  /** Returns this shape with another size at one axis. */
  public Shape withSize(int axis, int size) {
    int[] changed = sizes.clone();
    changed[axis("shape", axis)] = size;
    return ofOwned(changed);
  }

  /** Returns this shape without the given axes, or with size 1 there if {@code keep}. */
  public Shape reduced(boolean keep, int... axes) {
    int[] reduce = axes("shape", axes);
    if (keep) {
      int[] kept = sizes.clone();
      for (int axis : reduce) {
        kept[axis] = 1;
      }
      return ofOwned(kept);
    }
    int[] rest = new int[sizes.length - reduce.length];
    for (int axis = 0, next = 0; axis < sizes.length; axis++) {
      if (next < reduce.length && reduce[next] == axis) {
        next++;
      } else {
        rest[axis - next] = sizes[axis];
      }
    }
    return ofOwned(rest);
  }

  /**
   * Returns the shape to which both broadcast: aligned at their last axes, sizes are equal, or one
   * of them is 1 or missing.
   *
   * @throws ShapeException if the shapes do not fit
   */
  public static Shape broadcast(String operation, Shape a, Shape b) {
    if (a.equals(b)) {
      return a;
    }
    int rank = Math.max(a.rank(), b.rank());
    int[] sizes = new int[rank];
    for (int i = 1; i <= rank; i++) {
      int sizeA = i <= a.rank() ? a.sizes[a.rank() - i] : 1;
      int sizeB = i <= b.rank() ? b.sizes[b.rank() - i] : 1;
      if (sizeA != sizeB && sizeA != 1 && sizeB != 1) {
        throw ShapeException.of(
            operation,
            "shapes do not broadcast",
            "equal sizes, or 1, at axis -" + i,
            sizeA + " and " + sizeB,
            a,
            b);
      }
      sizes[rank - i] = sizeA == 1 ? sizeB : sizeA;
    }
    return ofOwned(sizes);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Shape shape && Arrays.equals(sizes, shape.sizes));
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(sizes);
  }

  /** Returns the sizes in parentheses, such as {@code (32, 10)}. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < sizes.length; i++) {
      text.append(i == 0 ? "" : ", ").append(sizes[i]);
    }
    return text.append(')').toString();
  }
}
