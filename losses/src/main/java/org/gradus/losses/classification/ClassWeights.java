package org.gradus.losses.classification;

import java.util.List;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/** Weights of classes, and a class that does not count, as settings of losses. */
final class ClassWeights {
  private ClassWeights() {}

  /** Returns a copy of weights, after checking that none is negative or not a number. */
  static List<Double> checked(String loss, String name, List<Double> weights) {
    for (double weight : weights) {
      if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "["
                + loss
                + "] "
                + name
                + " are out of range: expected numbers of at least 0, got "
                + weights
                + ".");
      }
    }
    return List.copyOf(weights);
  }

  /**
   * Returns the weights as a tensor (C).
   *
   * @throws IllegalArgumentException if there are not as many as classes
   */
  static Tensor tensor(String loss, String name, List<Double> weights, int classes, DType dtype) {
    if (weights.size() != classes) {
      throw new IllegalArgumentException(
          "["
              + loss
              + "] "
              + name
              + " do not fit the prediction: expected one for each of "
              + classes
              + " classes, got "
              + weights.size()
              + ".");
    }
    double[] values = weights.stream().mapToDouble(Double::doubleValue).toArray();
    return Tensor.of(values, Shape.of(classes)).cast(dtype);
  }

  /**
   * Returns, for each target, 0 if it is the ignored class and 1 otherwise.
   *
   * @param ignored the class that does not count
   */
  static Tensor counted(Tensor target, int ignored, DType dtype) {
    return target.ne(Tensor.full(DType.INT32, target.shape(), ignored)).cast(dtype);
  }

  /** Returns the targets with class 0 in place of the ignored one, so that all can be looked up. */
  static Tensor valid(Tensor target, int ignored) {
    Tensor counted = target.ne(Tensor.full(DType.INT32, target.shape(), ignored));
    return target.mul(counted.cast(DType.INT32));
  }

  /** Returns the weight of each target's class. */
  static Tensor ofTargets(Tensor weights, Tensor target) {
    return Indexing.take(weights, target.reshape(target.elements()), 0).reshape(target.shape());
  }
}
