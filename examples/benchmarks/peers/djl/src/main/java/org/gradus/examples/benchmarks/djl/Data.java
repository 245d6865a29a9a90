package org.gradus.examples.benchmarks.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/** The batches of a workload as arrays of DJL. */
final class Data {
  private Data() {}

  /** Returns tensors as arrays: FLOAT32 as they are, INT32 as 64-bit integers. */
  static List<NDArray> arrays(NDManager manager, List<Tensor> tensors) {
    return tensors.stream().map(tensor -> array(manager, tensor)).toList();
  }

  /** Returns labels as arrays of one axis. */
  static List<NDArray> labels(NDManager manager, List<Tensor> tensors) {
    return arrays(manager, tensors.stream().map(labels -> labels.reshape(-1)).toList());
  }

  private static NDArray array(NDManager manager, Tensor tensor) {
    Shape shape = shape(tensor);
    if (tensor.dtype() == DType.FLOAT32) {
      return manager.create(tensor.toFloats(), shape);
    }
    long[] numbers = Arrays.stream(tensor.toInts()).asLongStream().toArray();
    return manager.create(numbers, shape);
  }

  /** Returns a tensor's shape. */
  static Shape shape(Tensor tensor) {
    return new Shape(Arrays.stream(tensor.shape().toArray()).asLongStream().toArray());
  }
}
