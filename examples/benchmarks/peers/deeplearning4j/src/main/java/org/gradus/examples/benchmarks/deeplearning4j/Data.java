package org.gradus.examples.benchmarks.deeplearning4j;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The batches of a workload as arrays of ND4J, all of them of floating-point numbers. */
final class Data {
  private Data() {}

  /** Returns tensors as arrays of the same shapes. */
  static List<INDArray> arrays(List<Tensor> tensors) {
    return tensors.stream()
        .map(tensor -> tensor.dtype() == DType.INT32 ? tensor.cast(DType.FLOAT32) : tensor)
        .map(tensor -> array(tensor.toFloats(), tensor.shape().toArray()))
        .toList();
  }

  private static INDArray array(float[] values, int... shape) {
    return Nd4j.create(values, Arrays.stream(shape).asLongStream().toArray(), 'c');
  }

  /**
   * Returns labels as vectors of zeros and a one, (N, classes), or those of sequences as (N,
   * classes, T).
   */
  static List<INDArray> oneHot(List<Tensor> labels, int classes) {
    return labels.stream().map(tensor -> oneHot(tensor, classes)).toList();
  }

  private static INDArray oneHot(Tensor labels, int classes) {
    int batch = labels.shape().size(0);
    boolean sequences = labels.shape().rank() == 2;
    int steps = sequences ? labels.shape().size(1) : 1;
    int[] numbers = labels.toInts();
    float[] values = new float[batch * classes * steps];
    for (int i = 0; i < batch; i++) {
      for (int t = 0; t < steps; t++) {
        values[(i * classes + numbers[i * steps + t]) * steps + t] = 1;
      }
    }
    return sequences ? array(values, batch, classes, steps) : array(values, batch, classes);
  }
}
