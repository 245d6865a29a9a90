package org.gradus.losses.classification;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * The logistic loss of examples with several labels: the mean over the classes of w_k times the
 * cross-entropy of sigmoid(x_k) and t_k, see {@link BinaryCrossEntropyWithLogits}.
 *
 * <p>Shapes: the prediction x holds scores (…, C); the target t, 1 for labels and 0 for other
 * classes, has the same shape and type. The gradient at x_k is w_k (σ(x_k) − t_k) / C.
 *
 * @param reduction of the losses of all examples
 * @param classWeights w, one for each class, at least 0; empty, as by default, if all are 1
 */
public record MultiLabelSoftMargin(Reduction reduction, List<Double> classWeights)
    implements AdditiveLoss {
  private static final String NAME = "multi-label-soft-margin";

  /**
   * Checks the weights.
   *
   * @throws IllegalArgumentException if a weight is out of range
   */
  public MultiLabelSoftMargin {
    classWeights = ClassWeights.checked(NAME, "classWeights", classWeights);
  }

  /** Creates the mean over all examples. */
  @Defaults
  public MultiLabelSoftMargin() {
    this(Reduction.MEAN, List.of());
  }

  /**
   * Returns the loss of every example.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes are not equal; nothing is broadcast
   * @throws org.gradus.core.tensor.AxisException if there is no axis of classes
   * @throws org.gradus.core.tensor.DTypeException if the types are not equal and floating-point
   * @throws IllegalArgumentException if there are not as many class weights as classes
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    Shapes.requireEqual(NAME, prediction, target);
    int axis = prediction.shape().axis(NAME, -1);
    Tensor losses =
        new BinaryCrossEntropyWithLogits(Reduction.NONE, List.of()).each(prediction, target);
    if (classWeights.isEmpty()) {
      return losses.mean(axis);
    }
    int classes = prediction.size(axis);
    return losses
        .mul(ClassWeights.tensor(NAME, "classWeights", classWeights, classes, prediction.dtype()))
        .mean(axis);
  }
}
