package org.gradus.losses.classification;

import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * The hinge loss of examples with several labels: ℓ = Σ_j Σ_k max(0, 1 − (x_j − x_k)) / C over the
 * labels j of the example and the classes k that are none: every label should score higher than
 * every other class by 1.
 *
 * <p>Shapes: the prediction x holds scores (N, C). The target (N, C), INT32, lists the labels of an
 * example first, then −1; what follows the first −1 does not matter. Takes N · C² numbers of
 * memory.
 *
 * @param reduction of the losses of all examples
 */
public record MultiLabelMargin(Reduction reduction) implements AdditiveLoss {
  private static final String NAME = "multi-label-margin";

  /** Creates the mean over all examples. */
  @Defaults
  public MultiLabelMargin() {
    this(Reduction.MEAN);
  }

  /**
   * Returns the loss of every example.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws DTypeException if the target is not INT32
   * @throws IndexOutOfBoundsException if a label is above C − 1
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    Shapes.requireRank(NAME, 2, "scores (N, C)", prediction);
    Shapes.requireTarget(NAME, prediction.shape(), prediction, target);
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(NAME, "INT32 labels (cast converts)", target.dtype());
    }
    Tensor labels = labels(target).cast(prediction.dtype());
    Tensor others = labels.neg().add(1);
    Tensor leads = prediction.unsqueeze(2).sub(prediction.unsqueeze(1));
    Tensor pairs = labels.unsqueeze(2).mul(others.unsqueeze(1));
    return leads.neg().add(1).relu().mul(pairs).sum(1, 2).div(prediction.size(1));
  }

  /** Returns 1 for each class that is a label, else 0. */
  private static Tensor labels(Tensor target) {
    int examples = target.size(0);
    int classes = target.size(1);
    int[] listed = target.toInts();
    double[] is = new double[listed.length];
    for (int i = 0; i < examples; i++) {
      for (int j = 0; j < classes && listed[i * classes + j] >= 0; j++) {
        int label = listed[i * classes + j];
        if (label >= classes) {
          throw new IndexOutOfBoundsException(
              "["
                  + NAME
                  + "] a label is out of range: expected 0 to "
                  + (classes - 1)
                  + ", or −1 after the last, got "
                  + label
                  + " in example "
                  + i
                  + " of the target.");
        }
        is[i * classes + label] = 1;
      }
    }
    return Tensor.of(is, Shape.of(examples, classes));
  }
}
