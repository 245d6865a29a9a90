package org.gradus.core.shaping;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Slice;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Unslice;

/** Joining, cutting, repeating and turning tensors. Axes may be negative, counted from the end. */
public final class Shaping {
  private Shaping() {}

  /**
   * Returns the tensors one after another along an axis.
   *
   * @throws ShapeException if they differ at another axis
   */
  public static Tensor concatenate(int axis, Tensor... parts) {
    return Concatenate.of(axis, parts);
  }

  /**
   * Returns the tensors along a new axis.
   *
   * @param axis where the new axis comes, in [−rank − 1, rank]
   * @throws ShapeException if the shapes differ
   */
  public static Tensor stack(int axis, Tensor... parts) {
    Tensor[] rows = new Tensor[parts.length];
    for (int i = 0; i < parts.length; i++) {
      if (!parts[i].shape().equals(parts[0].shape())) {
        throw ShapeException.of(
            "stack", "the shapes differ", parts[0].shape().toString(), parts[i].shape().toString());
      }
      rows[i] = parts[i].unsqueeze(axis);
    }
    return concatenate(axis, rows);
  }

  /**
   * Returns consecutive parts of a size along an axis; the last one may be smaller.
   *
   * @param size at least 1
   */
  public static List<Tensor> split(Tensor x, int size, int axis) {
    if (size < 1) {
      throw ShapeException.of(
          "split", "the parts would be empty", "a size of at least 1", "" + size);
    }
    int whole = x.size(axis);
    int[] sizes = new int[(whole + size - 1) / size];
    Arrays.setAll(sizes, i -> Math.min(size, whole - i * size));
    return split(x, sizes, axis);
  }

  /**
   * Returns consecutive parts of given sizes along an axis.
   *
   * @throws ShapeException if the sizes do not add up
   */
  public static List<Tensor> split(Tensor x, int[] sizes, int axis) {
    int sum = 0;
    for (int size : sizes) {
      if (size < 0) {
        throw ShapeException.of(
            "split", "a size is negative", "sizes of at least 0", "" + size, x.shape());
      }
      sum = Math.addExact(sum, size);
    }
    if (sum != x.size(axis)) {
      throw ShapeException.of(
          "split", "the sizes do not add up", "a sum of " + x.size(axis), "" + sum, x.shape());
    }
    return Split.of(x, x.shape().axis("split", axis), sizes.clone());
  }

  /** Returns up to {@code count} parts of equal size along an axis; the last one may be smaller. */
  public static List<Tensor> chunk(Tensor x, int count, int axis) {
    if (count < 1) {
      throw ShapeException.of("chunk", "no parts", "a count of at least 1", "" + count);
    }
    return split(x, Math.max((x.size(axis) + count - 1) / count, 1), axis);
  }

  /** Returns the elements along an axis, which vanishes from their shapes. */
  public static List<Tensor> unbind(Tensor x, int axis) {
    return split(x, 1, axis).stream().map(part -> part.squeeze(axis)).toList();
  }

  /** Returns the elements in reverse order along the axes, all if none is given. */
  public static Tensor flip(Tensor x, int... axes) {
    return Slice.flip(x, axes);
  }

  /**
   * Returns the elements moved towards the end of an axis by a number; those at the end come round.
   */
  public static Tensor roll(Tensor x, int shift, int axis) {
    int size = x.size(axis);
    int start = size == 0 ? 0 : Math.floorMod(size - Math.floorMod(shift, size), size);
    if (start == 0) {
      return x;
    }
    return concatenate(axis, x.slice(axis, start, size), x.slice(axis, 0, start));
  }

  /** Returns x surrounded by a number: before[i] elements before axis i, after[i] after it. */
  public static Tensor pad(Tensor x, int[] before, int[] after, double value) {
    return Unslice.pad(x, before, after, value);
  }

  /** Returns every {@code step}-th element from {@code from} to before {@code to}; step ≥ 1. */
  public static Tensor slice(Tensor x, int axis, int from, int to, int step) {
    return Slice.of(x, axis, from, to, step);
  }

  /**
   * Returns x repeated along its axes, as a whole.
   *
   * @param counts how often, for each axis; more counts than axes add axes at the front
   */
  public static Tensor repeat(Tensor x, int... counts) {
    int missing = counts.length - x.rank();
    if (missing < 0) {
      throw ShapeException.of(
          "repeat", "too few counts", "at least " + x.rank(), counts.length + " counts", x.shape());
    }
    int[] between = new int[2 * counts.length];
    int[] expanded = new int[2 * counts.length];
    int[] result = new int[counts.length];
    for (int axis = 0; axis < counts.length; axis++) {
      int size = axis < missing ? 1 : x.size(axis - missing);
      between[2 * axis] = 1;
      between[2 * axis + 1] = size;
      expanded[2 * axis] = counts[axis];
      expanded[2 * axis + 1] = size;
      result[axis] = Shape.size("repeat", (long) counts[axis] * size);
    }
    return x.reshape(Shape.of(between)).expand(Shape.of(expanded)).reshape(Shape.of(result));
  }

  /** Returns x with every element along an axis repeated {@code count} times in a row. */
  public static Tensor repeatInterleave(Tensor x, int count, int axis) {
    int at = x.shape().axis("repeat-interleave", axis);
    int size = Shape.size("repeat-interleave", (long) x.size(at) * count);
    Tensor column = x.unsqueeze(at + 1);
    return column
        .expand(column.shape().withSize(at + 1, count))
        .reshape(x.shape().withSize(at, size));
  }

  /** Returns x with the axes from {@code first} to {@code last} (inclusive) made one. */
  public static Tensor flatten(Tensor x, int first, int last) {
    if (x.rank() == 0) {
      return x.reshape(1);
    }
    int from = x.shape().axis("flatten", first);
    int to = x.shape().axis("flatten", last);
    if (from > to) {
      throw ShapeException.of(
          "flatten",
          "the axes are out of order",
          "first ≤ last",
          first + " and " + last,
          x.shape());
    }
    int[] sizes = new int[x.rank() - (to - from)];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] =
          axis < from
              ? x.size(axis)
              : axis == from ? x.shape().elements(from, to + 1) : x.size(axis + to - from);
    }
    return x.reshape(Shape.of(sizes));
  }
}
