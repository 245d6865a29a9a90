package org.gradus.regularization.perturbation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.GradientPass;
import org.gradus.optimizers.training.LossAndGradients;

/** Runs passes at other values of parameters. */
final class Perturbation {
  private Perturbation() {}

  /**
   * Runs a pass with something added to parameters, which are afterwards as they were, bit for bit.
   */
  static LossAndGradients run(GradientPass pass, Map<Parameter, Tensor> added) {
    Map<Parameter, Tensor> kept = new LinkedHashMap<>();
    added.keySet().forEach(parameter -> kept.put(parameter, parameter.tensor().detach().copy()));
    try {
      Autograd.noGrad(
          () ->
              added.forEach(
                  (parameter, change) -> parameter.set(parameter.tensor().detach().add(change))));
      return pass.run();
    } finally {
      kept.forEach(Parameter::set);
    }
  }
}
