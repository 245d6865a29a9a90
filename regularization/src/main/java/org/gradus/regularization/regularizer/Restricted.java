package org.gradus.regularization.regularizer;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.optimizers.training.Technique;

/** A regularizer that knows of some parameters only, which count as weights. */
record Restricted(Regularizer regularizer, Predicate<String> chosen) implements Technique {
  @Override
  public Tensor regularized(Objective objective) {
    return regularizer.regularized(new Objective(objective.loss(), chosen(objective.parameters())));
  }

  @Override
  public void constrain(NetworkParameters parameters) {
    regularizer.constrain(chosen(parameters));
  }

  private NetworkParameters chosen(NetworkParameters parameters) {
    Map<String, Parameter> fitting = new LinkedHashMap<>(parameters.all());
    fitting.keySet().removeIf(chosen.negate());
    if (fitting.isEmpty()) {
      throw new IllegalArgumentException(
          "[regularizer] the predicate fits no path: expected one that fits any of %s."
              .formatted(String.join(", ", parameters.all().keySet())));
    }
    return new NetworkParameters(fitting, fitting.keySet());
  }
}
