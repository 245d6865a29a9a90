package org.gradus.regularization.noise;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Technique;

/**
 * Adds normal noise to the gradients, less and less: g + σₜ · z, σₜ² = η / (1 + t)^γ in step t,
 * counted from 0. It helps very deep networks out of bad starts.
 *
 * <pre>{@code
 * new GradientNoise(0.01, 0.55)
 * }</pre>
 *
 * <p>Parameters that the loss does not depend on get none.
 *
 * <p>Source: Neelakantan, Vilnis, Le, Sutskever, Kaiser, Kurach and Martens, "Adding gradient noise
 * improves learning for very deep networks", 2015, where η is 0.01, 0.3 or 1 and γ is 0.55.
 */
public final class GradientNoise implements Technique {
  private static final String NAME = "gradient-noise";
  private static final String STEPS = "steps";

  private final double variance;
  private final double decay;
  private int steps;

  /**
   * Creates noise that has still been added to nothing.
   *
   * @param variance η, of the first step, a finite number of at least 0
   * @param decay γ, a finite number of at least 0
   * @throws IllegalArgumentException if one is out of its range
   */
  public GradientNoise(double variance, double decay) {
    Settings.requireNotNegative(NAME, "variance", variance);
    Settings.requireNotNegative(NAME, "decay", decay);
    this.variance = variance;
    this.decay = decay;
  }

  @Override
  public Gradients adjusted(
      Gradients gradients, NetworkParameters parameters, RandomSource random) {
    double deviation = Math.sqrt(variance / Math.pow(1.0 + steps, decay));
    steps = Math.addExact(steps, 1);
    RandomSource own = random.stream(NAME);
    Map<Parameter, Tensor> noisy = new LinkedHashMap<>();
    Autograd.noGrad(
        () ->
            parameters
                .all()
                .forEach(
                    (path, parameter) ->
                        gradients
                            .find(parameter)
                            .ifPresent(
                                gradient ->
                                    noisy.computeIfAbsent(
                                        parameter,
                                        p -> add(gradient, deviation, own.stream(path))))));
    return gradients.with(noisy);
  }

  private static Tensor add(Tensor gradient, double deviation, RandomSource random) {
    return gradient.add(Tensors.normal(gradient.dtype(), gradient.shape(), 0, deviation, random));
  }

  @Override
  public Map<String, Tensor> state() {
    return Map.of(STEPS, Tensor.scalar(steps));
  }

  @Override
  public void restore(Map<String, Tensor> state) {
    Tensor saved = state.get(STEPS);
    boolean fits =
        state.size() == 1
            && saved != null
            && saved.dtype() == DType.INT32
            && saved.shape().equals(Shape.SCALAR);
    if (!fits || saved == null) {
      throw new IllegalArgumentException(
          "[gradient-noise] the state does not fit: expected %s, INT32 (), got %s."
              .formatted(STEPS, state.keySet()));
    }
    steps = (int) saved.item();
  }
}
