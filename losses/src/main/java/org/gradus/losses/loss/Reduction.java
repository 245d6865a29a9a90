package org.gradus.losses.loss;

import org.gradus.core.tensor.Tensor;

/** What becomes of the losses of single examples or elements. */
public enum Reduction {
  /** Their mean; NaN if there are none. The size of a batch then does not change the step. */
  MEAN,
  /** Their sum. */
  SUM,
  /** Their sum, divided by the number of examples: the size of the first axis. */
  BATCH_MEAN,
  /** They stay as they are. */
  NONE;

  /**
   * Returns the mean or sum of all elements, or the losses themselves.
   *
   * @throws org.gradus.core.tensor.AxisException for the mean over examples, if there is no axis
   */
  public Tensor of(Tensor losses) {
    return switch (this) {
      case MEAN -> losses.mean();
      case SUM -> losses.sum();
      case BATCH_MEAN -> losses.sum().div(losses.size(0));
      case NONE -> losses;
    };
  }
}
