package com.example.extras;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.recurrent.RecurrentCell;
import org.gradus.layers.recurrent.RecurrentResult;
import org.gradus.layers.recurrent.RecurrentState;

/**
 * A recurrent cell of one gate, which both forgets and resets:
 *
 * <pre>
 * f = σ(W_f · x + b_f + U_f · h)
 * c = tanh(W_c · x + b_c + U_c · (f · h))
 * y = h′ = (1 − f) · h + f · c
 * </pre>
 *
 * <p>Shapes, with C inputs and H hidden units: x (N, C), state {@code h} and y (N, H); {@code
 * input-weight} W (2 · H, C) and {@code bias} b (2 · H), f before c; {@code gate-weight} U_f and
 * {@code candidate-weight} U_c (H, H). Weights start as Glorot's, the bias with zeros.
 *
 * <p>Source: Zhou, Wu, Zhang and Zhou, "Minimal gated unit for recurrent neural networks", 2016.
 */
public final class MinimalGatedUnit implements RecurrentCell {
  private final Config config;
  private Map<String, Parameter> parameters = Map.of();

  /** Creates a cell, still without parameters. */
  public MinimalGatedUnit(Config config) {
    this.config = config;
  }

  /**
   * What a cell is made of.
   *
   * @param hidden the number of hidden units, at least 1
   * @param weight how weights start
   */
  public record Config(int hidden, Initializer weight) implements RecurrentCell.Config {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Config {
      if (hidden < 1) {
        throw new IllegalArgumentException(
            "[minimal-gated-unit] hidden is out of range: expected at least 1, got "
                + hidden
                + ".");
      }
    }

    /** Starts as Glorot. */
    @Defaults
    public Config(int hidden) {
      this(hidden, Glorot.uniform());
    }
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public RecurrentCell fresh() {
    return new MinimalGatedUnit(config);
  }

  @Override
  public Map<String, Integer> stateSizes() {
    return Map.of("h", config.hidden);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (!parameters.isEmpty()) {
      throw BuildException.builtBefore("minimal-gated-unit", construction);
    }
    int hidden = config.hidden;
    Shape wide = Shape.of(2 * hidden, input.size(-1));
    Shape square = Shape.of(hidden, hidden);
    Fans gate = Fans.gates(wide, 2);
    Map<String, Parameter> made = new LinkedHashMap<>();
    made.put("input-weight", construction.parameter("input-weight", wide, gate, config.weight));
    made.put("bias", construction.parameter("bias", Shape.of(2 * hidden), gate, Constant.zeros()));
    for (String name : new String[] {"gate-weight", "candidate-weight"}) {
      made.put(name, construction.parameter(name, square, Fans.of(square), config.weight));
    }
    parameters = made;
    return input.withSize(-1, hidden);
  }

  private Tensor value(String name, Context context) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw BuildException.notBuilt("minimal-gated-unit", context);
    }
    return parameter.tensor();
  }

  /** Multiplies the inputs of all steps at once. */
  @Override
  public Tensor project(Tensor x, Context context) {
    return LinearAlgebra.linear(x, value("input-weight", context), value("bias", context));
  }

  @Override
  public RecurrentResult step(Tensor projected, RecurrentState state, Context context) {
    int hidden = config.hidden;
    Tensor h = state.get("h");
    Tensor gateInput = projected.slice(-1, 0, hidden);
    Tensor candidateInput = projected.slice(-1, hidden, 2 * hidden);
    Tensor gate = gateInput.add(LinearAlgebra.linear(h, value("gate-weight", context))).sigmoid();
    Tensor kept = LinearAlgebra.linear(gate.mul(h), value("candidate-weight", context));
    Tensor candidate = candidateInput.add(kept).tanh();
    Tensor next = h.add(gate.mul(candidate.sub(h)));
    return new RecurrentResult(next, RecurrentState.of("h", next));
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return parameters;
  }

  /** Returns 2 · H · (C + H) for each vector of the input. */
  @Override
  public long multiplyAdds(Shape input) {
    long vectors = input.elements() / input.size(-1);
    return vectors * 2 * config.hidden * (input.size(-1) + config.hidden);
  }
}
