package org.gradus.conformance;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;

/**
 * What an operation of a case is called with: its tensors and its configuration. A tensor that
 * nobody asks for is, like a key of the configuration, one that the suite does not know.
 */
final class Arguments {
  private final Map<String, Tensor> tensors = new LinkedHashMap<>();
  private final Options options;
  private final DType dtype;
  private final Set<String> read = new HashSet<>();
  private final Map<String, Supplier<Tensor>> states = new LinkedHashMap<>();
  private final Map<String, List<Tensor>> parts = new LinkedHashMap<>();
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /** Creates the arguments; tensors whose gradients are expected are tracked. */
  Arguments(ReferenceCase test, DType dtype) {
    this.options = new Options(test.config());
    this.dtype = dtype;
    add(test.given("inputs"), test.expected("grad_inputs").keySet());
    add(test.given("params"), test.expected("grad_params").keySet());
  }

  private void add(Map<String, Expected> given, Set<String> differentiated) {
    given.forEach(
        (name, value) -> {
          Tensor tensor = value.tensor(dtype);
          tensors.put(name, differentiated.contains(name) ? tensor.tracked() : tensor);
        });
  }

  /** Builds a module whose parameters have the case's names and values. */
  <M extends Module> M built(M module, Shape input) {
    return built(module, input, path -> path);
  }

  /**
   * Builds a module, and sets its parameters to the case's tensors; gradients with respect to these
   * are then those of the parameters.
   *
   * @param names from the path of a parameter or buffer to its name in the case
   */
  <M extends Module> M built(M module, Shape input, UnaryOperator<String> names) {
    module.build(input, Construction.of(dtype, RandomSource.of(1)));
    bindAll(module, names);
    return module;
  }

  /** As {@link #built(Module, Shape)}, for a module that is built. */
  void bindAll(Module module) {
    bindAll(module, path -> path);
  }

  private void bindAll(Module module, UnaryOperator<String> names) {
    module.parameters().forEach((path, parameter) -> bind(names.apply(path), parameter));
    module.buffers().forEach((path, buffer) -> states.put(names.apply(path), buffer::tensor));
  }

  void bind(String name, Parameter parameter) {
    parameter.set(tensor(name));
    tensors.put(name, parameter.tensor());
    states.put(name, parameter::tensor);
    parameters.put(name, parameter);
  }

  /** As {@link #bind}, of a tensor of the case that has the parameter's elements in other axes. */
  void bindReshaped(String name, Parameter parameter) {
    Shape shape = tensor(name).shape();
    parameter.set(tensor(name).detach().reshape(parameter.shape()));
    parts.put(name, List.of(parameter.tensor()));
    states.put(name, () -> parameter.tensor().reshape(shape));
    parameters.put(name, parameter);
  }

  /**
   * Sets a parameter to some rows of a tensor of the case, whose gradient is then that of all its
   * parts, in the order in which they are bound.
   */
  void bindRows(String name, int from, Parameter parameter) {
    parameter.set(tensor(name).detach().slice(0, from, from + parameter.shape().size(0)));
    parts.computeIfAbsent(name, key -> new ArrayList<>()).add(parameter.tensor());
  }

  /** Returns the gradient with respect to a tensor of the case. */
  Tensor gradient(String name, Gradients gradients) {
    List<Tensor> bound = parts.get(name);
    return bound == null
        ? gradients.of(tensor(name))
        : Shaping.concatenate(0, bound.stream().map(gradients::of).toArray(Tensor[]::new))
            .reshape(tensor(name).shape());
  }

  /** Returns the parameters that were bound as a whole, by their names in the case. */
  Map<String, Parameter> parameters() {
    return parameters;
  }

  /** Adds a value that the case expects of a buffer, such as that after the first of two passes. */
  void addState(String name, Tensor value) {
    states.put(name, () -> value);
  }

  /** Returns the values that parameters and buffers of built modules have now, by name. */
  Map<String, Tensor> statesNow(Set<String> names) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    for (String name : names) {
      if (!states.containsKey(name)) {
        throw new NotCoveredException("state", name);
      }
      values.put(name, states.get(name).get());
    }
    return values;
  }

  DType dtype() {
    return dtype;
  }

  boolean hasTensor(String name) {
    return tensors.containsKey(name);
  }

  Tensor tensor(String name) {
    Tensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new NotCoveredException("set of tensors", tensors.keySet() + " without " + name);
    }
    read.add(name);
    return tensor;
  }

  Tensor x() {
    return tensor("x");
  }

  Tensor a() {
    return tensor("a");
  }

  Tensor b() {
    return tensor("b");
  }

  /** Returns all tensors in their order: x0, x1, … or a, b, c. */
  Tensor[] all() {
    read.addAll(tensors.keySet());
    return tensors.values().toArray(Tensor[]::new);
  }

  boolean has(String key) {
    return options.has(key);
  }

  boolean isList(String key) {
    return options.isList(key);
  }

  int integer(String key) {
    return options.integer(key);
  }

  int[] integers(String key) {
    return options.integers(key);
  }

  int[] integers(String key, int index) {
    return options.integers(key, index);
  }

  double number(String key) {
    return options.number(key);
  }

  double number(String key, double otherwise) {
    return options.number(key, otherwise);
  }

  boolean flag(String key) {
    return options.flag(key);
  }

  String text(String key) {
    return options.text(key);
  }

  /** Marks keys that say in words, or in numbers, what the shapes of the tensors say as well. */
  void describes(String... keys) {
    for (String key : keys) {
      options.value(key);
    }
  }

  /**
   * Requires that everything the case gives was asked for.
   *
   * @throws NotCoveredException if something was not
   */
  void requireAllRead() {
    options.requireAllRead();
    for (String name : tensors.keySet()) {
      if (!read.contains(name)) {
        throw new NotCoveredException("tensor", name);
      }
    }
  }
}
