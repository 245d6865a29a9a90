package org.gradus.optimizers.training;

import java.util.Optional;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.sequence.Ctc;

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
 * <p>The loss is the mean over the examples of the batch, so that batches of different sizes can be
 * put together.
 */
@FunctionalInterface
public interface BatchLoss {
  /**
   * The loss of a batch.
   *
   * @param loss a single number, tracked in training
   * @param prediction what metrics are given, if there is such a thing
   */
  record Output(Tensor loss, Optional<Tensor> prediction) {
    /** Returns a loss without a prediction. */
    public static Output of(Tensor loss) {
      return new Output(loss, Optional.empty());
    }

    /** Returns a loss and the prediction that it is of. */
    public static Output of(Tensor loss, Tensor prediction) {
      return new Output(loss, Optional.of(prediction));
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
        loss instanceof AdditiveLoss additive
            ? additive.reduction()
            : loss instanceof Ctc ctc ? ctc.reduction() : Reduction.MEAN;
    if (reduction == Reduction.SUM || reduction == Reduction.NONE) {
      throw new IllegalArgumentException(
          "[trainer] the loss depends on the size of the batch: expected a mean, got the reduction %s of %s. Hint: the learning rate is where a sum's factor belongs."
              .formatted(reduction, loss.getClass().getSimpleName()));
    }
    return (model, batch, context) -> {
      Tensor prediction = model.forward(batch.inputs(), context);
      return Output.of(loss.of(prediction, batch.targets()), prediction);
    };
  }
}
