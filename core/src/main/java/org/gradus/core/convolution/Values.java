package org.gradus.core.convolution;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Tensor;

/** The array behind a tensor, or one of its own, and where in it the elements begin. */
final class Values extends DirectAccess {
  private final DType dtype;
  private final Object array;
  private final int offset;

  private Values(DType dtype, Object array, int offset) {
    this.dtype = dtype;
    this.array = array;
    this.offset = offset;
  }

  /** Returns the elements of a tensor of a floating-point type. */
  static Values of(Tensor tensor) {
    Object array = tensor.dtype() == DType.FLOAT32 ? floats(tensor) : doubles(tensor);
    return new Values(tensor.dtype(), array, offset(tensor));
  }

  /** Returns new elements, all 0. */
  static Values zeros(DType dtype, int length) {
    return new Values(dtype, Elements.allocate(dtype, length), 0);
  }

  DType dtype() {
    return dtype;
  }

  Object array() {
    return array;
  }

  int offset() {
    return offset;
  }
}
