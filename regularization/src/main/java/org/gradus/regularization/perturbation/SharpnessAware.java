package org.gradus.regularization.perturbation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.GradientPass;
import org.gradus.optimizers.training.LossAndGradients;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Technique;

/**
 * Takes the gradient from where the loss is greatest nearby: at w + ε, ε = ρ · g / ‖g‖₂, g being
 * the gradient at w over all parameters; and updates w. It minimizes max_{‖ε‖ ≤ ρ} L(w + ε), to
 * first order, and so finds minima that are wide. A step costs two passes.
 *
 * <p>{@linkplain #adaptive Adaptive}, the neighbourhood is as large for each weight as the weight
 * is, so that rescaling layers against each other changes nothing: ε = ρ · T² g / ‖T g‖₂, with T =
 * |w| + {@value #LEAST} for weights, and 1 for biases, gains and shifts.
 *
 * <p>The loss of the step is that at w. Where the gradient is 0, or its length no finite number,
 * the step is an ordinary one.
 *
 * <p>Source: Foret, Kleiner, Mobahi and Neyshabur, "Sharpness-aware minimization for efficiently
 * improving generalization", 2021; Kwon, Kim, Park and Choi, "ASAM: adaptive sharpness-aware
 * minimization for scale-invariant learning of deep neural networks", 2021.
 *
 * @param radius ρ, a finite number of at least 0; 0.05 is common, and 0.5 to 2 if adaptive
 * @param isAdaptive whether the neighbourhood is measured by the weights
 */
public record SharpnessAware(double radius, boolean isAdaptive) implements Technique {
  private static final double LEAST = 0.01;

  /**
   * Checks the radius.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public SharpnessAware {
    Settings.requireNotNegative("sharpness-aware", "radius", radius);
  }

  /** Measures the neighbourhood in the same way for all parameters. */
  public SharpnessAware(double radius) {
    this(radius, false);
  }

  /** Returns a neighbourhood that is measured by the weights. */
  public static SharpnessAware adaptive(double radius) {
    return new SharpnessAware(radius, true);
  }

  @Override
  public LossAndGradients gradients(GradientPass pass) {
    LossAndGradients first = pass.run();
    Map<Parameter, Tensor> ascent =
        Autograd.noGrad(() -> ascent(pass.parameters(), first.gradients()));
    return ascent.isEmpty()
        ? first
        : first.withGradients(Perturbation.run(pass, ascent).gradients());
  }

  /** Returns ε for every parameter that has a gradient; nothing if there is no direction. */
  private Map<Parameter, Tensor> ascent(NetworkParameters parameters, Gradients gradients) {
    Map<Parameter, Tensor> scales = new LinkedHashMap<>();
    Map<Parameter, Tensor> scaled = new LinkedHashMap<>();
    Set<String> weights = parameters.weights();
    double sum = 0;
    for (Map.Entry<String, Parameter> entry : parameters.all().entrySet()) {
      Parameter parameter = entry.getValue();
      Tensor gradient = gradients.find(parameter).orElse(null);
      if (gradient == null || scaled.containsKey(parameter)) {
        continue;
      }
      Tensor direction = gradient;
      if (isAdaptive && weights.contains(entry.getKey())) {
        Tensor scale = parameter.tensor().detach().abs().add(LEAST);
        scales.put(parameter, scale);
        direction = gradient.mul(scale);
      }
      scaled.put(parameter, direction);
      sum += direction.square().sum().item();
    }
    double factor = radius / Math.sqrt(sum);
    if (!(factor > 0 && factor < Double.POSITIVE_INFINITY)) {
      return Map.of();
    }
    scaled.replaceAll(
        (parameter, direction) -> {
          Tensor scale = scales.get(parameter);
          return (scale == null ? direction : direction.mul(scale)).mul(factor);
        });
    return scaled;
  }
}
