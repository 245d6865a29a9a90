package org.gradus.losses.loss;

import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** Checks of shapes that losses share. For authors of losses. */
public final class Shapes {
  private Shapes() {}

  /**
   * Requires prediction and target to be of one shape.
   *
   * @param loss the name of the loss, for the message
   * @throws ShapeException if they are not
   */
  public static void requireEqual(String loss, Tensor prediction, Tensor target) {
    if (!prediction.shape().equals(target.shape())) {
      throw ShapeException.of(
          loss,
          "prediction and target differ in shape, and losses do not broadcast",
          "a target of shape " + prediction.shape(),
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
  }

  /**
   * Requires a target to be of a shape.
   *
   * @param loss the name of the loss, for the message
   * @throws ShapeException if it is not
   */
  public static void requireTarget(String loss, Shape expected, Tensor prediction, Tensor target) {
    if (!target.shape().equals(expected)) {
      throw ShapeException.of(
          loss,
          "the target does not fit the prediction",
          "a target of shape " + expected,
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
  }

  /**
   * Requires a prediction to have a rank.
   *
   * @param loss the name of the loss, for the message
   * @param expected what it should be, such as {@code (N, C)}
   * @throws ShapeException if it has not
   */
  public static void requireRank(String loss, int rank, String expected, Tensor prediction) {
    if (prediction.rank() != rank) {
      throw ShapeException.of(
          loss,
          "the prediction has the wrong rank",
          expected,
          prediction.shape().toString(),
          prediction.shape());
    }
  }
}
