package org.gradus.losses.loss;

import org.gradus.core.plugin.ComponentConfig;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Measures how far predictions are from their targets.
 *
 * <p>A loss has no state: it is a record of its settings, and that record is what is written to
 * JSON. It is listed by a {@link LossProvider} as
 *
 * <pre>{@code Component.of("mean-squared-error", MeanSquaredError.class, Function.identity())}
 * </pre>
 *
 * <p>Losses never broadcast: shapes that do not fit are an error, because a loss of the wrong
 * elements trains nonsense quietly.
 */
@FunctionalInterface
public interface Loss extends ComponentConfig<LossProvider> {
  /**
   * Returns the loss: a single number, or one for each example or element where the settings say
   * so. Gradients flow to the prediction.
   *
   * @param prediction what the network returned, unnormalised where the loss says so
   * @param target what it should have returned
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the types do not fit
   */
  Tensor of(Tensor prediction, Tensor target);

  /**
   * Returns what the sum over a batch was divided by to give the loss: with it, losses and
   * gradients of batches are put together to those of one large batch. Their mean is Σ divisor ·
   * loss / Σ divisor, where a batch of divisor 0 is left out, whatever its loss.
   *
   * <p>By default the number of examples, the size of the target's first axis: right for the mean
   * of the losses of examples. A loss in which some targets count more than others, or not at all,
   * returns the sum of their weights; one that was not divided, 1.
   *
   * @param prediction as for {@link #of}
   * @param target as for {@link #of}
   */
  default double divisor(Tensor prediction, Tensor target) {
    return target.rank() == 0 ? 1 : target.size(0);
  }
}
