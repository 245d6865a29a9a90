package org.gradus.regularization.perturbation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.optimizers.training.GradientPass;
import org.gradus.optimizers.training.LossAndGradients;
import org.gradus.optimizers.training.Technique;
import org.gradus.regularization.regularizer.Selection;

/**
 * Computes loss and gradients at weights with normal noise, w + σ · z, z drawn for each step, and
 * updates the weights without. What small changes of the weights do harm to is avoided.
 *
 * <p>Source: Murray and Edwards, "Enhanced MLP performance and fault tolerance resulting from
 * synaptic weight noise during training", 1994; Graves, "Practical variational inference for neural
 * networks", 2011.
 *
 * @param deviation σ, a finite number of at least 0
 * @param on which parameters
 */
public record WeightNoise(double deviation, Selection on) implements Technique {
  /**
   * Checks the deviation.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public WeightNoise {
    Settings.requireNotNegative("weight-noise", "deviation", deviation);
  }

  /** Adds noise to all weights, and to no biases or normalizers. */
  public WeightNoise(double deviation) {
    this(deviation, Selection.weights());
  }

  @Override
  public LossAndGradients gradients(GradientPass pass) {
    RandomSource random = pass.random().stream("weight-noise");
    Map<Parameter, Tensor> noise = new LinkedHashMap<>();
    on.of(pass.parameters())
        .forEach(
            (path, parameter) ->
                noise.computeIfAbsent(
                    parameter,
                    p -> Tensors.normal(p.dtype(), p.shape(), 0, deviation, random.stream(path))));
    return Perturbation.run(pass, noise);
  }
}
