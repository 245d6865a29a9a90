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
}
