package org.gradus.optimizers.gradient;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.plugin.Settings;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;

/**
 * Bounds gradients, so that a single step cannot go far: recurrent networks need it.
 *
 * <pre>{@code
 * Clipping.Result clipped = Clipping.byNorm(loss.backward(), model.parameters().values(), 1);
 * optimizer.step(clipped.gradients());
 * }</pre>
 *
 * <p>The parameters of a {@link ParameterGroup} are clipped by themselves if they are passed alone.
 *
 * <p>Source: Pascanu, Mikolov and Bengio, "On the difficulty of training recurrent neural
 * networks", 2013.
 */
public final class Clipping {
  private static final double EPSILON = 1e-6;

  private Clipping() {}

  /**
   * Clipped gradients.
   *
   * @param gradients those that were passed, with clipped ones in place of those of the parameters
   * @param norm that of all of them together, before
   */
  public record Result(Gradients gradients, double norm) {}

  /** As {@link #byNorm(Gradients, Collection, double, double)}, with the Euclidean norm. */
  public static Result byNorm(Gradients gradients, Collection<Parameter> parameters, double most) {
    return byNorm(gradients, parameters, most, 2);
  }

  /**
   * Shrinks the gradients of parameters so that the norm of all of them together is at most a
   * bound: by min(1, most / (norm + 10⁻⁶)). Their direction stays. If the norm is not finite, there
   * is nothing to shrink it to, and the gradients stay as they are: the caller sees it in the
   * result.
   *
   * @param most the bound, above 0
   * @param power that of the norm, at least 1, or infinity for the largest magnitude
   * @throws IllegalArgumentException if the bound or the power is out of range
   */
  public static Result byNorm(
      Gradients gradients, Collection<Parameter> parameters, double most, double power) {
    Settings.require(most > 0, "clipping", "largest norm", "above 0", most);
    Settings.require(power >= 1, "clipping", "power of the norm", "at least 1", power);
    return Autograd.noGrad(
        () -> {
          Map<Parameter, Tensor> all = of(gradients, parameters);
          double norm = norm(all.values(), power);
          double factor = most / (norm + EPSILON);
          if (!Double.isFinite(norm) || factor >= 1) {
            return new Result(gradients, norm);
          }
          all.replaceAll((parameter, gradient) -> gradient.mul(factor));
          return new Result(gradients.with(all), norm);
        });
  }

  /**
   * Bounds every element of the gradients of parameters.
   *
   * @param most the largest magnitude, above 0
   * @throws IllegalArgumentException if the bound is out of range
   */
  public static Gradients byValue(
      Gradients gradients, Collection<Parameter> parameters, double most) {
    Settings.require(most > 0, "clipping", "largest value", "above 0", most);
    return Autograd.noGrad(
        () -> {
          Map<Parameter, Tensor> all = of(gradients, parameters);
          all.replaceAll((parameter, gradient) -> Elementwise.clamp(gradient, -most, most));
          return gradients.with(all);
        });
  }

  private static Map<Parameter, Tensor> of(Gradients gradients, Collection<Parameter> parameters) {
    // In the order of the parameters: norms are summed in it, and must be the same at every run.
    Map<Parameter, Tensor> all = new LinkedHashMap<>();
    for (Parameter parameter : parameters) {
      gradients.find(parameter).ifPresent(gradient -> all.put(parameter, gradient));
    }
    return all;
  }

  private static double norm(Collection<Tensor> gradients, double power) {
    double[] norms = gradients.stream().mapToDouble(gradient -> norm(gradient, power)).toArray();
    double largest = 0;
    for (double norm : norms) {
      largest = Math.max(largest, norm);
    }
    if (largest == 0 || Double.isInfinite(power)) {
      return largest;
    }
    double sum = 0;
    for (double norm : norms) {
      sum += Math.pow(norm / largest, power);
    }
    return largest * Math.pow(sum, 1 / power);
  }

  private static double norm(Tensor gradient, double power) {
    Tensor flat = gradient.reshape(gradient.elements());
    double norm = Reductions.norm(flat, power, false, 0).item();
    if (Double.isFinite(norm)) {
      return norm;
    }
    // Gradients that explode overflow when they are squared, long before they do themselves.
    double largest = Reductions.norm(flat, Double.POSITIVE_INFINITY, false, 0).item();
    return Double.isFinite(largest)
        ? largest * Reductions.norm(flat.div(largest), power, false, 0).item()
        : largest;
  }
}
