package org.gradus.losses.classification;

import org.gradus.core.classification.Classification;
import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.Reduction;

/**
 * The cross-entropy of a softmax: ℓ = −ln softmax(x)_t = ln Σ_k e^x_k − x_t, the negative
 * log-likelihood of the right class.
 *
 * <p>Shapes: the prediction x holds unnormalised scores (logits), one for each class along {@code
 * classAxis}, such as (N, C), or (N, T, C) for sequences; the target holds the classes, INT32 from
 * 0 to C − 1, in the shape of the prediction without that axis, such as (N) or (N, T). Images (N,
 * C, H, W) with targets (N, H, W) have class axis 1.
 *
 * <p>Exact to rounding for scores of any finite size. The gradient is (softmax(x) − onehot(t))
 * times the weight that the reduction gives the example.
 *
 * @param reduction of the losses of all examples and positions
 * @param classAxis the axis of the classes, from the end if negative; −1, the last, by default
 */
public record CrossEntropy(Reduction reduction, int classAxis) implements Loss {
  /** Creates the mean over all examples, classes along the last axis. */
  @Defaults
  public CrossEntropy() {
    this(Reduction.MEAN, -1);
  }

  /** Creates the loss of classes along the last axis. */
  public CrossEntropy(Reduction reduction) {
    this(reduction, -1);
  }

  /**
   * Returns the loss.
   *
   * @param prediction the logits, with an axis of classes
   * @param target the classes, INT32, in the prediction's shape without that axis
   * @throws ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.AxisException if the prediction has no such axis
   * @throws org.gradus.core.tensor.DTypeException if the target is not INT32
   * @throws IndexOutOfBoundsException if a class is out of range
   */
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    int axis = prediction.shape().axis("cross-entropy", classAxis);
    Shape expected = prediction.shape().reduced(false, axis);
    if (!target.shape().equals(expected)) {
      throw ShapeException.of(
          "cross-entropy",
          "the target does not fit the prediction with its classes along axis " + axis,
          "a target of shape " + expected,
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
    return reduction.of(Classification.softmaxCrossEntropy(classesLast(prediction, axis), target));
  }

  private static Tensor classesLast(Tensor x, int axis) {
    int last = x.rank() - 1;
    if (axis == last) {
      return x;
    }
    int[] order = new int[x.rank()];
    for (int i = 0; i < last; i++) {
      order[i] = i < axis ? i : i + 1;
    }
    order[last] = axis;
    return x.permute(order);
  }
}
