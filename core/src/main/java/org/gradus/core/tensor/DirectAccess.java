package org.gradus.core.tensor;

/**
 * Gives authors of operations and optimizers the arrays behind tensors.
 *
 * <p>Only subclasses see them, because they promise two things: the arrays of a tensor that was
 * passed in are never written, and a tensor that was allocated is complete before anybody else gets
 * it. The elements of a tensor are {@code array[offset] … array[offset + elements − 1]}, row-major;
 * the array may be longer.
 */
public abstract class DirectAccess {
  /** Prepares access; for subclasses. */
  protected DirectAccess() {}

  /** Returns the array of a FLOAT32 tensor. */
  protected static float[] floats(Tensor tensor) {
    return (float[]) tensor.array();
  }

  /** Returns the array of a FLOAT64 tensor. */
  protected static double[] doubles(Tensor tensor) {
    return (double[]) tensor.array();
  }

  /** Returns the array of an INT32 tensor. */
  protected static int[] ints(Tensor tensor) {
    return (int[]) tensor.array();
  }

  /** Returns the index of the first element within the array. */
  protected static int offset(Tensor tensor) {
    return tensor.offset();
  }

  /** Returns a new tensor whose elements are arbitrary until they are written. */
  protected static Tensor allocate(DType dtype, Shape shape) {
    return Tensor.allocate(dtype, shape);
  }

  /** Returns a new tensor of zeros. */
  protected static Tensor allocateZeros(DType dtype, Shape shape) {
    Tensor tensor = Tensor.allocate(dtype, shape);
    Fill.zeros(tensor);
    return tensor;
  }

  /** Returns a tensor of another shape and offset over the same elements, not recorded. */
  protected static Tensor view(Tensor tensor, int offset, Shape shape) {
    return tensor.view(offset, shape);
  }

  /**
   * Copies a run of elements between the arrays of two tensors of one type; positions within the
   * arrays.
   */
  protected static void copy(Tensor from, int fromIndex, Tensor to, int toIndex, int length) {
    System.arraycopy(from.array(), fromIndex, to.array(), toIndex, length);
  }

  /**
   * Returns the array of a parameter (elements from 0) in order to change it; tensors read from it
   * before are stale from now on. {@link #overwritten(Parameter)} must follow.
   */
  protected static Object overwrite(Parameter parameter) {
    return parameter.overwrite();
  }

  /** Makes what was written the parameter's value. */
  protected static void overwritten(Parameter parameter) {
    parameter.changed();
  }

  /** As {@link #overwrite(Parameter)}, for a buffer. */
  protected static Object overwrite(Buffer buffer) {
    return buffer.overwrite();
  }

  /** Makes what was written the buffer's value. */
  protected static void overwritten(Buffer buffer) {
    buffer.changed();
  }
}
