package org.gradus.optimizers.training;

import java.util.List;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.tensor.Gradients;
import org.gradus.layers.module.Module;

/**
 * A step of training; of use while a listener is told of it, because gradients are recycled
 * afterwards.
 *
 * @param epoch its number, from 1
 * @param batch its number in the epoch, from 1
 * @param batches how many the epoch has
 * @param step its number since the training began, from 1
 * @param examples the number of examples in the batch
 * @param loss that of the batch, before the update
 * @param model the network
 * @param optimizer with the learning rates of the step
 * @param gradients those that the optimizer is given
 */
public record StepReport(
    int epoch,
    int batch,
    int batches,
    long step,
    int examples,
    double loss,
    Module model,
    Optimizer optimizer,
    Gradients gradients) {
  /** Returns the learning rates of the groups, in order. */
  public List<Double> learningRates() {
    return optimizer.groups().stream().map(ParameterGroup::learningRate).toList();
  }
}
