package org.gradus.regularization.implicit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;

/** Gradients that can be differentiated, and the squares of their lengths. */
final class GradientNorms {
  private GradientNorms() {}

  /** Returns the gradients of a loss with respect to parameters, each once. */
  static List<Tensor> of(Tensor loss, Collection<Parameter> parameters) {
    Set<Parameter> distinct = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Parameter> each = parameters.stream().filter(distinct::add).toList();
    Gradients gradients =
        Backward.of(loss).withRespectTo(each.toArray(Parameter[]::new)).differentiable().run();
    List<Tensor> found = new ArrayList<>();
    each.forEach(parameter -> found.add(gradients.of(parameter)));
    return found;
  }

  /**
   * Returns the sum of the squares of all elements.
   *
   * @param tensors at least one, of one type
   */
  static Tensor square(List<Tensor> tensors) {
    return tensors.stream().map(t -> t.square().sum()).reduce(Tensor::add).orElseThrow();
  }

  /** Returns what each tensor is less than another one. */
  static List<Tensor> subtract(List<Tensor> tensors, List<Tensor> others) {
    List<Tensor> differences = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      differences.add(tensors.get(i).sub(others.get(i)));
    }
    return differences;
  }

  /** Returns the mean of lists of tensors, tensor by tensor. */
  static List<Tensor> mean(List<List<Tensor>> lists) {
    List<Tensor> means = new ArrayList<>(lists.get(0));
    for (List<Tensor> list : lists.subList(1, lists.size())) {
      for (int i = 0; i < list.size(); i++) {
        means.set(i, means.get(i).add(list.get(i)));
      }
    }
    means.replaceAll(sum -> sum.div(lists.size()));
    return means;
  }
}
