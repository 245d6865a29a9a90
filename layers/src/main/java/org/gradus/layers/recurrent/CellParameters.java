package org.gradus.layers.recurrent;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.jspecify.annotations.Nullable;

/** The parameters of one of this library's cells, and what all these cells do with them. */
final class CellParameters {
  private final String cell;
  private final Map<String, Parameter> byName = new LinkedHashMap<>();

  /**
   * Creates the place of the parameters, still empty.
   *
   * @param cell what messages call the cell
   */
  CellParameters(String cell) {
    this.cell = cell;
  }

  /** Returns the parameters by name, in order. */
  Map<String, Parameter> byName() {
    return Collections.unmodifiableMap(byName);
  }

  /**
   * Creates the weights and biases that every cell has.
   *
   * @param input the shape of the input of a step
   * @param sums the number of sums of each hidden unit
   * @param outputs the number of outputs, of which the sums are made
   */
  void create(
      Shape input, int sums, int hidden, int outputs, CellStart start, Construction construction) {
    if (!byName.isEmpty()) {
      throw BuildException.builtBefore(cell, construction);
    }
    if (input.rank() == 0 || input.size(-1) == 0) {
      throw ShapeException.of(cell, "the input does not fit", "(N, C)", input.toString());
    }
    int rows = sums * hidden;
    Shape inputWeight = Shape.of(rows, input.size(-1));
    Shape recurrentWeight = Shape.of(rows, outputs);
    Fans ofInput = Fans.gates(inputWeight, sums);
    Fans ofState = Fans.gates(recurrentWeight, sums);
    add("input-weight", inputWeight, ofInput, start.inputWeight(), construction);
    add("recurrent-weight", recurrentWeight, ofState, start.recurrentWeight(), construction);
    if (start.bias().isPresent()) {
      add("input-bias", Shape.of(rows), ofInput, start.bias().get(), construction);
      add("recurrent-bias", Shape.of(rows), ofState, start.bias().get(), construction);
    }
  }

  /** Creates a further parameter. */
  void add(String name, Shape shape, Fans fans, Initializer start, Construction construction) {
    byName.put(name, construction.parameter(name, shape, fans, start));
  }

  /** Returns the value of a parameter that every cell has. */
  Tensor get(String name, Context context) {
    Parameter parameter = byName.get(name);
    if (parameter == null) {
      throw BuildException.notBuilt(cell, context);
    }
    return parameter.tensor();
  }

  /** Returns the value of a parameter, if the cell has it. */
  Optional<Tensor> find(String name) {
    return Optional.ofNullable(byName.get(name)).map(Parameter::tensor);
  }

  /**
   * Returns W · x + b.
   *
   * @param bias null for none
   */
  Tensor project(Tensor x, @Nullable Tensor bias, Context context) {
    Tensor weight = get("input-weight", context);
    return bias == null ? LinearAlgebra.linear(x, weight) : LinearAlgebra.linear(x, weight, bias);
  }

  /** Returns the sum of both biases, null if there are none. */
  @Nullable Tensor bias() {
    return find("input-bias")
        .flatMap(ofInput -> find("recurrent-bias").map(ofInput::add))
        .orElse(null);
  }

  /**
   * Returns the multiply-adds of both weights.
   *
   * @param input (…, C), a step of a sample in each row
   */
  long multiplyAdds(Shape input) {
    Parameter weight = byName.get("input-weight");
    Parameter recurrent = byName.get("recurrent-weight");
    if (weight == null || recurrent == null) {
      return 0;
    }
    long each = (long) weight.shape().elements() + recurrent.shape().elements();
    return input.elements() / input.size(-1) * each;
  }
}
