package org.gradus.optimizers.training;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.optimizers.gradient.Clipping;

/**
 * Bounds the gradients of every step, as {@link Clipping} does.
 *
 * <pre>{@code
 * Trainer.of(model, loss, optimizer).with(GradientClipping.byNorm(1)) …
 * }</pre>
 */
public final class GradientClipping implements Technique {
  private static final String NAME = "clipping";

  private final Rule rule;
  private final List<Collection<Parameter>> apart;

  private GradientClipping(Rule rule, List<Collection<Parameter>> apart) {
    this.rule = rule;
    this.apart = apart;
  }

  private interface Rule {
    Gradients of(Gradients gradients, Collection<Parameter> parameters);
  }

  /**
   * Bounds the Euclidean norm of all gradients together.
   *
   * @param most the bound, above 0
   * @throws IllegalArgumentException if the bound is out of range
   */
  public static GradientClipping byNorm(double most) {
    Settings.requirePositive(NAME, "largest norm", most);
    return new GradientClipping(
        (gradients, parameters) -> Clipping.byNorm(gradients, parameters, most).gradients(),
        List.of());
  }

  /**
   * Bounds every element of the gradients.
   *
   * @param most the largest magnitude, above 0
   * @throws IllegalArgumentException if the bound is out of range
   */
  public static GradientClipping byValue(double most) {
    Settings.requirePositive(NAME, "largest value", most);
    return new GradientClipping(
        (gradients, parameters) -> Clipping.byValue(gradients, parameters, most), List.of());
  }

  /** Returns the same bound for these groups alone, and for each of them by itself. */
  public GradientClipping apart(List<ParameterGroup> groups) {
    List<Collection<Parameter>> parameters = new ArrayList<>();
    groups.forEach(group -> parameters.add(group.parameters().values()));
    return new GradientClipping(rule, List.copyOf(parameters));
  }

  @Override
  public Gradients adjusted(
      Gradients gradients, NetworkParameters parameters, RandomSource random) {
    if (apart.isEmpty()) {
      return rule.of(gradients, parameters.all().values());
    }
    Gradients result = gradients;
    for (Collection<Parameter> group : apart) {
      result = rule.of(result, group);
    }
    return result;
  }
}
