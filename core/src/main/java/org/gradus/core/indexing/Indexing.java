package org.gradus.core.indexing;

import java.util.Arrays;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Where;

/**
 * Choosing elements by index or mask. Indices are INT32 tensors, counted from 0; an index out of
 * range is an error. Gradients of elements that are chosen several times add up.
 */
public final class Indexing {
  private Indexing() {}

  /**
   * Elements in order, with the positions they came from.
   *
   * @param values the elements
   * @param indices their positions before, INT32, of the same shape
   */
  public record Sorted(Tensor values, Tensor indices) {}

  /**
   * Returns the slices of x along an axis at the indices; the axis is replaced by the axes of the
   * index. An embedding is {@code take(table, ids, 0)}.
   */
  public static Tensor take(Tensor x, Tensor index, int axis) {
    return Take.of(x, index, axis);
  }

  /**
   * Returns the rows of a table at the indices, as {@link #take} along axis 0; no gradient goes to
   * one of the rows, or each is divided by how often its row was looked up.
   *
   * @param padding the row without a gradient; −1 for none
   * @param averaged whether gradients are averages over the places of a row instead of their sum
   */
  public static Tensor lookup(Tensor table, Tensor index, int padding, boolean averaged) {
    return Lookup.of(table, index, padding, averaged);
  }

  /** Returns y[…, i, …] = x[…, index[…, i, …], …]; the index has x's rank. */
  public static Tensor gather(Tensor x, int axis, Tensor index) {
    return Gather.of(x, axis, index);
  }

  /**
   * Returns x with source[…, i, …] added at […, index[…, i, …], …]; source has the index's shape.
   */
  public static Tensor scatterAdd(Tensor x, int axis, Tensor index, Tensor source) {
    return ScatterAdd.of(x, axis, index, source);
  }

  /** Returns x with source's slices along an axis added at the indices. */
  public static Tensor indexAdd(Tensor x, int axis, Tensor index, Tensor source) {
    return IndexAdd.of(x, index, source, axis);
  }

  /**
   * Returns the elements at the coordinates, x[first[i], second[i], …]; one index tensor for each
   * axis, all of one shape, which is the result's.
   */
  public static Tensor at(Tensor x, Tensor... coordinates) {
    if (coordinates.length != x.rank() || x.rank() == 0) {
      throw ShapeException.of(
          "at",
          "the coordinates do not name every axis",
          x.rank() + " index tensors",
          String.valueOf(coordinates.length),
          x.shape());
    }
    Tensor position = coordinates[0];
    for (int axis = 0; axis < coordinates.length; axis++) {
      Indices.requireType("at", coordinates[axis]);
      int[] indices = coordinates[axis].toInts();
      for (int i = 0; i < indices.length; i++) {
        Indices.checked("at", indices[i], i, x.size(axis));
      }
      if (axis > 0) {
        position = position.mul(x.size(axis)).add(coordinates[axis]);
      }
    }
    return take(x.reshape(-1), position, 0);
  }

  /**
   * Returns x with a number where the mask (INT32, broadcast) is not 0; no gradient flows there.
   */
  public static Tensor maskedFill(Tensor x, Tensor mask, double value) {
    return Where.of(mask, Tensor.full(x.dtype(), Shape.SCALAR, value), x);
  }

  /**
   * Returns 1 at the index and 0 elsewhere, along a new last axis.
   *
   * @param index INT32, in [0, classes)
   * @param dtype the type of the result
   */
  public static Tensor oneHot(Tensor index, int classes, DType dtype) {
    Indices.requireType("one-hot", index);
    int[] indices = index.toInts();
    int[] sizes = Arrays.copyOf(index.shape().toArray(), index.rank() + 1);
    sizes[index.rank()] = classes;
    Shape shape = Shape.of(sizes);
    int[] result = new int[shape.elements()];
    for (int i = 0; i < indices.length; i++) {
      result[i * classes + Indices.checked("one-hot", indices[i], i, classes)] = 1;
    }
    return Tensor.of(result, shape).cast(dtype);
  }

  /** Returns the elements in order along an axis; equal ones keep theirs, NaN counts as largest. */
  public static Sorted sort(Tensor x, int axis, boolean descending) {
    return first("sort", x, axis, x.size(axis), descending);
  }

  /** Returns the {@code count} largest (or smallest) elements along an axis, in order. */
  public static Sorted topK(Tensor x, int count, int axis, boolean largest) {
    return first("top-k", x, axis, count, largest);
  }

  private static Sorted first(String operation, Tensor x, int axis, int count, boolean descending) {
    Tensor order = Sorting.order(operation, x, axis, count, descending);
    return new Sorted(gather(x, axis, order), order);
  }

  /** Returns the lower triangle of matrices over the last two axes, zeros above the diagonal. */
  public static Tensor lowerTriangle(Tensor x, int diagonal) {
    return maskedFill(x, triangle("lower-triangle", x, diagonal + 1), 0);
  }

  /** Returns the upper triangle of matrices over the last two axes, zeros below the diagonal. */
  public static Tensor upperTriangle(Tensor x, int diagonal) {
    Tensor one = Tensor.scalar(1);
    return maskedFill(x, one.sub(triangle("upper-triangle", x, diagonal)), 0);
  }

  /** Returns 1 where column − row ≥ diagonal. */
  private static Tensor triangle(String operation, Tensor x, int diagonal) {
    if (x.rank() < 2) {
      throw ShapeException.of(
          operation, "no matrix", "at least two axes", x.rank() + " axes", x.shape());
    }
    int rows = x.size(-2);
    int columns = x.size(-1);
    int[] mask = new int[rows * columns];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % columns - i / columns >= diagonal ? 1 : 0;
    }
    return Tensor.of(mask, Shape.of(rows, columns));
  }

  /** Returns the diagonal over two axes, as a new last axis. */
  public static Tensor diagonal(Tensor x, int axisA, int axisB) {
    int a = x.shape().axis("diagonal", axisA);
    int b = x.shape().axis("diagonal", axisB);
    int size = Math.min(x.size(a), x.size(b));
    int[] order = new int[x.rank()];
    int next = 0;
    for (int axis = 0; axis < x.rank(); axis++) {
      if (axis != a && axis != b) {
        order[next++] = axis;
      }
    }
    order[next] = a;
    order[next + 1] = b;
    Tensor last = x.permute(order);
    int[] positions = new int[size];
    for (int i = 0; i < size; i++) {
      positions[i] = i * last.size(-1) + i;
    }
    int[] sizes = Arrays.copyOf(last.shape().toArray(), x.rank() - 1);
    sizes[x.rank() - 2] = last.size(-1) * last.size(-2);
    return take(last.reshape(Shape.of(sizes)), Tensor.of(positions), -1);
  }
}
