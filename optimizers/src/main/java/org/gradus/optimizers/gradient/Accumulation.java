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
 *   Tensor mean = loss.of(model.forward(part.inputs(), context), part.targets());
 *   accumulation.add(mean.backward(), (double) part.size() / examples);
 * }
 * optimizer.step(accumulation.total());
 * }</pre>
 *
 * <p>With each part's mean loss weighted by its share of the examples, the sum is the gradient of
 * the mean over all of them, but for rounding and for layers that look at a batch as a whole. What
 * was added outlives its step of a {@link Workspace}. Gradients of tables of which rows were looked
 * up stay sparse.
 */
public final class Accumulation {
  private final List<Parameter> parameters;
  private final Map<Parameter, Tensor> sums = new IdentityHashMap<>();
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
   * Adds gradients, multiplied by a weight.
   *
   * @throws IllegalArgumentException if the weight is not finite
   */
  public void add(Gradients gradients, double weight) {
    Settings.requireFinite("accumulation", "weight", weight);
    empty = false;
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
    if (empty) {
      throw new IllegalStateException(
          "[accumulation] there is no sum: expected gradients to be added first, got none.");
    }
    Gradients total = Gradients.of(sums);
    empty = true;
    sums.clear();
    return total;
  }
}
