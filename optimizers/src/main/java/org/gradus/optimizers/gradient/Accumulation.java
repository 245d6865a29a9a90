package org.gradus.optimizers.gradient;

import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.plugin.Settings;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.RowSum;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;

/**
 * Adds up the gradients of several batches, for a step as of one batch that does not fit into
 * memory.
 *
 * <pre>{@code
 * Accumulation accumulation = new Accumulation(model.parameters().values());
 * for (Batch part : parts) {
 *   Tensor scores = model.forward(part.inputs(), context);
 *   Tensor mean = loss.of(scores, part.targets());
 *   accumulation.add(mean.backward(), loss.divisor(scores, part.targets()));
 * }
 * optimizer.step(accumulation.mean());
 * }</pre>
 *
 * <p>With the gradient of each part's mean loss weighted by what that mean was divided by, the mean
 * is the gradient of the loss of the whole batch, also where targets are ignored or count
 * differently, but for rounding and for layers that look at a batch as a whole. What was added
 * outlives its step of a {@link Workspace}. Gradients of tables of which rows were looked up stay
 * sparse.
 */
public final class Accumulation {
  private final List<Parameter> parameters;
  private final Map<Parameter, Tensor> sums = new IdentityHashMap<>();
  private double weights;
  private boolean empty = true;

  /**
   * Creates an empty sum of the gradients of parameters; one that is there twice, as tied weights
   * are, counts once.
   */
  public Accumulation(Collection<Parameter> parameters) {
    this.parameters = List.copyOf(new LinkedHashSet<>(parameters));
  }

  /** Adds gradients. */
  public void add(Gradients gradients) {
    add(gradients, 1);
  }

  /**
   * Adds gradients, multiplied by a weight. With a weight of 0 nothing is added, even if they are
   * not finite.
   *
   * @throws IllegalArgumentException if the weight is not finite
   */
  public void add(Gradients gradients, double weight) {
    Settings.requireFinite("accumulation", "weight", weight);
    empty = false;
    if (weight == 0) {
      return;
    }
    weights += weight;
    Autograd.noGrad(
        () -> {
          for (Parameter parameter : parameters) {
            gradients.find(parameter).ifPresent(gradient -> add(parameter, gradient, weight));
          }
        });
  }

  private void add(Parameter parameter, Tensor gradient, double weight) {
    Tensor part = weight == 1 ? gradient : scaled(gradient, weight);
    Tensor before = sums.get(parameter);
    sums.put(parameter, Workspace.keep(before == null ? part : sum(before, part)));
  }

  private static Tensor scaled(Tensor gradient, double weight) {
    Optional<RowSum.Distinct> rows = RowSum.in(gradient).map(RowSum::distinct);
    return rows.isPresent()
        ? rows(gradient, Tensor.of(rows.get().indices()), rows.get().values().mul(weight))
        : gradient.mul(weight);
  }

  private static Tensor sum(Tensor a, Tensor b) {
    Optional<RowSum.Distinct> left = RowSum.in(a).map(RowSum::distinct);
    Optional<RowSum.Distinct> right = RowSum.in(b).map(RowSum::distinct);
    if (left.isEmpty() || right.isEmpty()) {
      return a.add(b);
    }
    Tensor index =
        Shaping.concatenate(0, Tensor.of(left.get().indices()), Tensor.of(right.get().indices()));
    return rows(a, index, Shaping.concatenate(0, left.get().values(), right.get().values()));
  }

  private static Tensor rows(Tensor like, Tensor index, Tensor values) {
    return RowSum.of(index, values, like.shape());
  }

  /**
   * Returns the sum, and begins a new one. Parameters that nothing was added for have no gradient.
   *
   * @throws IllegalStateException if nothing was added
   */
  public Gradients total() {
    requireAdded();
    Gradients total = Gradients.of(sums);
    clear();
    return total;
  }

  /**
   * Returns the sum, divided by the sum of the weights, and begins a new one. Parameters that
   * nothing was added for have no gradient: none has if all weights were 0.
   *
   * @throws IllegalStateException if nothing was added
   */
  public Gradients mean() {
    requireAdded();
    double factor = 1 / weights;
    Autograd.noGrad(() -> sums.replaceAll((parameter, sum) -> scaled(sum, factor)));
    return total();
  }

  private void requireAdded() {
    if (empty) {
      throw new IllegalStateException(
          "[accumulation] there is no sum: expected gradients to be added first, got none.");
    }
  }

  private void clear() {
    empty = true;
    weights = 0;
    sums.clear();
  }
}
