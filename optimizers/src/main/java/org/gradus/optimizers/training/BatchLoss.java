package org.gradus.optimizers.training;

import java.util.Optional;
import java.util.OptionalDouble;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.Reduction;

/**
 * Runs a network over a batch and says how wrong it is: where it is not enough to compare what the
 * network returns with the targets, as for autoencoders, diffusion, or networks of several inputs.
 *
 * <pre>{@code
 * BatchLoss reconstruction =
 *     (model, batch, context) ->
 *         Output.of(squaredError.of(model.forward(batch.inputs(), context), batch.inputs()));
 * }</pre>
 *
 * <p>The loss is a mean, and says what it was divided by, so that batches can be put together: by
 * default the number of examples of the batch.
 */
@FunctionalInterface
public interface BatchLoss {
  /**
   * The loss of a batch.
   *
   * @param loss a single number, tracked in training
   * @param prediction what metrics are given, if there is such a thing
   * @param divisor what a sum was divided by to give the loss, see {@link Loss#divisor}; empty if
   *     that is the number of examples
   */
  record Output(Tensor loss, Optional<Tensor> prediction, OptionalDouble divisor) {
    /** Returns a loss without a prediction. */
    public static Output of(Tensor loss) {
      return new Output(loss, Optional.empty(), OptionalDouble.empty());
    }

    /** Returns a loss and the prediction that it is of. */
    public static Output of(Tensor loss, Tensor prediction) {
      return new Output(loss, Optional.of(prediction), OptionalDouble.empty());
    }

    /**
     * Returns this loss as the mean of what was not divided by the number of examples, such as of
     * the targets that are not ignored.
     */
    public Output dividedBy(double count) {
      return new Output(loss, prediction, OptionalDouble.of(count));
    }
  }

  /**
   * Returns the loss of a batch.
   *
   * @param context training or evaluation
   */
  Output of(Module model, Batch batch, Context context);

  /**
   * Returns the loss of what a network makes of the inputs.
   *
   * @throws IllegalArgumentException if the loss is a sum, or one for each example: not a mean
   */
  static BatchLoss of(Loss loss) {
    Reduction reduction =
        loss instanceof AdditiveLoss additive ? additive.reduction() : Reduction.MEAN;
    if (reduction == Reduction.SUM || reduction == Reduction.NONE) {
      throw new IllegalArgumentException(
          "[trainer] the loss depends on the size of the batch: expected a mean, got the reduction %s of %s. Hint: the learning rate is where a sum's factor belongs."
              .formatted(reduction, loss.getClass().getSimpleName()));
    }
    return (model, batch, context) -> {
      Tensor prediction = model.forward(batch.inputs(), context);
      return Output.of(loss.of(prediction, batch.targets()), prediction)
          .dividedBy(loss.divisor(prediction, batch.targets()));
    };
  }
}
