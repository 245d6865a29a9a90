package org.gradus.core.tensor;

import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The gradients that a walk returned, by parameter or tensor.
 *
 * <p>Gradients are returned, not stored in parameters: there is nothing to reset before the next
 * step.
 */
public final class Gradients {
  private final Map<Call, @Nullable Accumulator[]> gradients;

  Gradients(Map<Call, @Nullable Accumulator[]> gradients) {
    this.gradients = gradients;
  }

  /**
   * Returns gradients that were put together elsewhere, such as sums over several walks.
   *
   * @param gradients by parameter, each in its parameter's shape; there are no others
   * @throws ShapeException if a shape does not fit
   */
  public static Gradients of(Map<Parameter, Tensor> gradients) {
    return new Gradients(Map.of()).with(gradients);
  }

  /**
   * Returns the gradient with respect to a tracked tensor, in its shape: zeros if the result does
   * not depend on it.
   *
   * @throws IllegalArgumentException if the tensor is not tracked, or is an intermediate result
   *     that was not asked for by {@link Backward#alsoOf} or {@link
   *     Backward#withRespectTo(Tensor...)}
   */
  public Tensor of(Tensor tensor) {
    return find(tensor).orElseGet(() -> Tensor.zeros(tensor.dtype(), tensor.shape()));
  }

  /**
   * Returns the gradient with respect to a parameter, zeros if the result does not depend on it.
   */
  public Tensor of(Parameter parameter) {
    return of(parameter.leaf());
  }

  /**
   * Returns the gradient with respect to a parameter, or nothing if the result does not depend on
   * it.
   */
  public Optional<Tensor> find(Parameter parameter) {
    return find(parameter.leaf());
  }

  /**
   * Returns the gradient with respect to a tensor, or nothing if the result does not depend on it.
   */
  public Optional<Tensor> find(Tensor tensor) {
    Call call = callOf(tensor);
    @Nullable Accumulator[] places = gradients.get(call);
    if (places == null && !call.isLeaf()) {
      throw new IllegalArgumentException(
          "[gradients] the gradient of an intermediate result was not kept: expected a parameter or a"
              + " tracked tensor, got the result of ["
              + call.name()
              + "]. Hint: ask for it by Backward.of(…).alsoOf(tensor).");
    }
    int index = tensor.outputIndex();
    Accumulator place = places == null || index >= places.length ? null : places[index];
    return Optional.ofNullable(place).map(Accumulator::sum);
  }

  /**
   * Returns these gradients with others in the place of some, such as clipped ones.
   *
   * @param others by parameter, each in its parameter's shape
   * @throws ShapeException if a shape does not fit
   */
  public Gradients with(Map<Parameter, Tensor> others) {
    Map<Call, @Nullable Accumulator[]> all = new IdentityHashMap<>(gradients);
    others.forEach(
        (parameter, gradient) -> {
          if (!gradient.shape().equals(parameter.shape())) {
            throw ShapeException.of(
                "gradients",
                "the gradient does not fit its parameter",
                parameter.shape().toString(),
                gradient.shape().toString());
          }
          all.put(callOf(parameter.leaf()), new Accumulator[] {new Accumulator(gradient)});
        });
    return new Gradients(all);
  }

  static Call callOf(Tensor tensor) {
    @Nullable Call call = tensor.call();
    if (call == null) {
      throw new IllegalArgumentException(
          "[gradients] a constant has no gradient: expected a parameter or a tracked tensor, got a tensor of"
              + " shape "
              + tensor.shape()
              + " that is neither. Hint: tensor.tracked().");
    }
    return call;
  }
}
