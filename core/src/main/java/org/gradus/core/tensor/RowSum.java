package org.gradus.core.tensor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Reductions;

/**
 * A tensor that is 0 but for the rows that are added to it: the gradient of a table of which some
 * rows were looked up.
 *
 * <p>To everybody it is an ordinary tensor. Its elements are computed, and their memory taken, when
 * they are first asked for. Who knows better asks {@link #in}: an optimizer that changes those rows
 * only never needs the others, and the sum of two such gradients is another one.
 */
public final class RowSum extends DirectAccess {
  private final Shape shape;
  private final DType dtype;
  private final List<Part> parts;
  private Object dense = Part.NOT_YET;

  /** Rows that are added: rows[i] to the row index[i]. */
  private record Part(Tensor index, Tensor rows) {
    private static final Object NOT_YET = new Object();
  }

  /**
   * Distinct rows.
   *
   * @param indices their places, ascending
   * @param values what is there, (indices, row …)
   */
  public record Distinct(int[] indices, Tensor values) {}

  private RowSum(Shape shape, DType dtype, List<Part> parts) {
    this.shape = shape;
    this.dtype = dtype;
    this.parts = parts;
  }

  /**
   * Returns the tensor that is 0 but for the sum of rows[i] at the row index[i], added in the order
   * of i; a constant.
   *
   * @param index INT32 of one axis, each within the first size of the shape
   * @param rows (index, row …), not recycled before the result is read
   * @param shape of the result, (any, row …)
   */
  public static Tensor of(Tensor index, Tensor rows, Shape shape) {
    return new RowSum(shape, rows.dtype(), List.of(new Part(index, rows.detach()))).tensor();
  }

  /** Returns the rows that a tensor is the sum of, if it was made so. */
  public static Optional<RowSum> in(Tensor tensor) {
    // A reshaped tensor, or a part of one, has the same storage.
    return tensor.hasElements() && tensor.offset() == 0
        ? tensor.storage().rows().filter(rows -> rows.shape.equals(tensor.shape()))
        : Optional.empty();
  }

  private Tensor tensor() {
    return new Tensor(Storage.of(dtype, this), 0, shape);
  }

  /** Does something with the storages of the rows and of their places. */
  void forEachStorage(Consumer<Storage> action) {
    for (Part part : parts) {
      action.accept(part.index.storage());
      action.accept(part.rows.storage());
    }
  }

  /** Returns the sum of two. */
  Tensor plus(RowSum other) {
    List<Part> all = new ArrayList<>(parts);
    all.addAll(other.parts);
    return new RowSum(shape, dtype, all).tensor();
  }

  /** Returns how many rows are added, repeated ones too. */
  public int count() {
    return parts.stream().mapToInt(part -> part.index.elements()).sum();
  }

  /** Returns the rows that something was added to, added up. */
  public Distinct distinct() {
    int[] indices = new int[count()];
    int next = 0;
    for (Part part : parts) {
      System.arraycopy(ints(part.index), offset(part.index), indices, next, part.index.elements());
      next += part.index.elements();
    }
    indices = Arrays.stream(indices).sorted().distinct().toArray();
    Tensor values = allocateZeros(dtype, shape.withSize(0, indices.length));
    int[] sorted = indices;
    addTo(values.array(), values.offset(), row -> Arrays.binarySearch(sorted, row));
    return new Distinct(indices, values);
  }

  /** Adds the rows to a sum of the shape that nobody else sees yet. */
  void addTo(Tensor sum) {
    addTo(sum.array(), sum.offset(), row -> row);
  }

  /** Returns the array of all elements. */
  synchronized Object dense() {
    if (dense == Part.NOT_YET) {
      int length = shape.elements();
      Object array = dtype == DType.FLOAT32 ? new float[length] : new double[length];
      addTo(array, 0, row -> row);
      dense = array;
    }
    return dense;
  }

  /** Where the sum of a row is. */
  @FunctionalInterface
  private interface Place {
    int of(int row);
  }

  private void addTo(Object sum, int offset, Place place) {
    int length = shape.elements(1, shape.rank());
    Reductions kernels = Backend.current().reductions();
    for (Part part : parts) {
      int[] indices = ints(part.index);
      int first = offset(part.index);
      int from = offset(part.rows);
      for (int i = 0; i < part.index.elements(); i++) {
        int to = offset + place.of(indices[first + i]) * length;
        if (dtype == DType.FLOAT32) {
          kernels.axpby(1f, floats(part.rows), from + i * length, 1f, (float[]) sum, to, length);
        } else {
          kernels.axpby(1d, doubles(part.rows), from + i * length, 1d, (double[]) sum, to, length);
        }
      }
    }
  }
}
