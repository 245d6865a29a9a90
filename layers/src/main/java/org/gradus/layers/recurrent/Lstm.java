package org.gradus.layers.recurrent;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.plugin.Settings;
import org.gradus.core.recurrent.Recurrences;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Stacked;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;

/**
 * The long short-term memory:
 *
 * <pre>
 * (i, f, g, o) = W · x + b + U · h + d
 * c′ = σ(f + p_f · c) · c + σ(i + p_i · c) · tanh g
 * h′ = V · (σ(o + p_o · c′) · tanh c′)
 * y  = h′
 * </pre>
 *
 * <p>Shapes, with C inputs, H hidden units and P outputs: x (N, C), states {@code h} (N, P) and
 * {@code c} (N, H), y (N, P); {@code input-weight} W (4 · H, C), {@code recurrent-weight} U (4 · H,
 * P), {@code input-bias} b and {@code recurrent-bias} d (4 · H), each in the order i, f, g, o:
 * PyTorch's {@code weight_ih}, {@code weight_hh}, {@code bias_ih} and {@code bias_hh}. Peepholes
 * are an option, {@code peepholes} p (3, H) in the order i, f, o; without them p is 0. So is the
 * projection, {@code projection} V (P, H), PyTorch's {@code weight_hr}; without it V is the
 * identity and P = H. By default all start uniform between ±1 / √H, as PyTorch's do.
 *
 * <p>With a bias of 1 or 2 the forget gate is open at the start, and gradients reach far back from
 * the first step of training on.
 *
 * <p>A whole sequence is one operation, but with a projection, which runs step by step.
 *
 * <p>Sources: Hochreiter and Schmidhuber, "Long short-term memory", 1997; forget gate and its bias:
 * Gers, Schmidhuber and Cummins, "Learning to forget", 2000, and Jozefowicz, Zaremba and Sutskever,
 * "An empirical exploration of recurrent network architectures", 2015; peepholes: Gers, Schraudolph
 * and Schmidhuber, "Learning precise timing with LSTM recurrent networks", 2002, as in Graves,
 * "Generating sequences with recurrent neural networks", 2013, figure 2; projection: Sak, Senior
 * and Beaufays, "Long short-term memory recurrent neural network architectures for large scale
 * acoustic modeling", 2014.
 */
public final class Lstm implements RecurrentCell {
  private static final int GATES = 4;

  private final Config config;
  private final CellParameters parameters = new CellParameters("lstm");

  /** Creates a cell, still without parameters. */
  public Lstm(Config config) {
    this.config = config;
  }

  /**
   * What an LSTM is made of.
   *
   * @param hidden the number of hidden units, at least 1
   * @param peepholes whether the gates see the cells
   * @param projection the number of outputs, at least 1 and below that of hidden units; empty for
   *     no projection
   * @param forgetBias what the bias of the forget gate starts with, both biases together; empty for
   *     the same start as the other gates'
   * @param start how the parameters start
   */
  public record Config(
      int hidden,
      boolean peepholes,
      Optional<Integer> projection,
      Optional<Double> forgetBias,
      CellStart start)
      implements RecurrentCell.Config {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range, or there is to be a forget bias
     *     without biases
     */
    public Config {
      Settings.requireSize("lstm", "hidden", hidden);
      projection.ifPresent(size -> requireProjection(size, hidden));
      forgetBias.ifPresent(value -> Settings.requireFinite("lstm", "forgetBias", value));
      if (forgetBias.isPresent() && start.bias().isEmpty()) {
        throw new IllegalArgumentException(
            "[lstm] a forget bias needs biases: expected a start with them, got one without.");
      }
    }

    /** Without peepholes or projection, starting as PyTorch does. */
    @Defaults
    public Config(int hidden) {
      this(hidden, false, Optional.empty(), Optional.empty(), CellStart.pytorch(hidden));
    }

    private static void requireProjection(int size, int hidden) {
      String expected = "at least 1 and below " + hidden;
      Settings.require(size >= 1 && size < hidden, "lstm", "projection", expected, size);
    }

    int outputs() {
      return projection.orElse(hidden);
    }

    private Config withPeepholes() {
      return new Config(hidden, true, projection, forgetBias, start);
    }

    private Config withProjection(int size) {
      return new Config(hidden, peepholes, Optional.of(size), forgetBias, start);
    }

    private Config withForgetBias(double value) {
      return new Config(hidden, peepholes, projection, Optional.of(value), start);
    }

    private Config with(CellStart other) {
      return new Config(hidden, peepholes, projection, forgetBias, other);
    }
  }

  /**
   * Returns a cell without peepholes or projection.
   *
   * @throws IllegalArgumentException if the number of hidden units is below 1
   */
  public static Lstm of(int hidden) {
    return new Lstm(new Config(hidden));
  }

  /** Returns a new cell like this one with peepholes. */
  public Lstm withPeepholes() {
    return new Lstm(config.withPeepholes());
  }

  /**
   * Returns a new cell like this one with fewer outputs than hidden units.
   *
   * @param outputs the number of outputs, at least 1 and below that of hidden units
   * @throws IllegalArgumentException if the number is out of range
   */
  public Lstm withProjection(int outputs) {
    return new Lstm(config.withProjection(outputs));
  }

  /**
   * Returns a new cell like this one whose forget gate starts with another bias.
   *
   * @throws IllegalArgumentException if the bias is not finite, or there are no biases
   */
  public Lstm withForgetBias(double bias) {
    return new Lstm(config.withForgetBias(bias));
  }

  /** Returns a new cell like this one that starts otherwise. */
  public Lstm with(CellStart start) {
    return new Lstm(config.with(start));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public RecurrentCell fresh() {
    return new Lstm(config);
  }

  @Override
  public Map<String, Integer> stateSizes() {
    Map<String, Integer> sizes = new LinkedHashMap<>();
    sizes.put("h", config.outputs());
    sizes.put("c", config.hidden);
    return sizes;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    int hidden = config.hidden;
    int outputs = config.outputs();
    CellStart start = config.start;
    parameters.create(input, GATES, hidden, outputs, opened(start), construction);
    if (config.peepholes) {
      Shape shape = Shape.of(3, hidden);
      Fans fans = new Fans(shape, 1, 1);
      parameters.add("peepholes", shape, fans, start.recurrentWeight(), construction);
    }
    if (config.projection.isPresent()) {
      Shape shape = Shape.of(outputs, hidden);
      Fans fans = Fans.of(shape);
      parameters.add("projection", shape, fans, start.recurrentWeight(), construction);
    }
    return input.withSize(-1, outputs);
  }

  /** Returns a start with half the forget bias in the part of the forget gate of either bias. */
  private CellStart opened(CellStart start) {
    if (config.forgetBias.isEmpty()) {
      return start;
    }
    Initializer half = new Constant(config.forgetBias.get() / 2);
    Optional<Initializer> bias = start.bias().map(other -> Stacked.of(other, half, other, other));
    return new CellStart(start.inputWeight(), start.recurrentWeight(), bias);
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return parameters.byName();
  }

  @Override
  public Tensor project(Tensor x, Context context) {
    return parameters.project(x, parameters.bias(), context);
  }

  @Override
  public RecurrentResult step(Tensor projected, RecurrentState state, Context context) {
    return config.projection.isEmpty()
        ? SingleStep.of(projected, x -> recur(x, state, SingleStep.TRAVERSAL, context))
        : projectingStep(projected, state, context);
  }

  @Override
  public RecurrentResult run(
      Tensor x, RecurrentState initial, Traversal traversal, Context context) {
    return config.projection.isEmpty()
        ? recur(project(x, context), initial, traversal, context)
        : StepByStep.run(this, x, initial, traversal, context);
  }

  private RecurrentResult recur(
      Tensor projected, RecurrentState state, Traversal traversal, Context context) {
    Recurrences.Result result =
        Recurrences.lstm(
            projected,
            parameters.get("recurrent-weight", context),
            state.get("h"),
            state.get("c"),
            parameters.find("peepholes"),
            traversal);
    return new RecurrentResult(
        result.output(), RecurrentState.of("h", result.state().get(0), "c", result.state().get(1)));
  }

  private RecurrentResult projectingStep(Tensor projected, RecurrentState state, Context context) {
    Tensor recurrent = parameters.get("recurrent-weight", context);
    Tensor sums = projected.add(LinearAlgebra.linear(state.get("h"), recurrent));
    Recurrences.Result cell =
        Recurrences.lstmGates(sums, state.get("c"), parameters.find("peepholes"));
    Tensor h = LinearAlgebra.linear(cell.output(), parameters.get("projection", context));
    return new RecurrentResult(h, RecurrentState.of("h", h, "c", cell.state().get(1)));
  }

  @Override
  public long multiplyAdds(Shape input) {
    int projection = config.projection.map(outputs -> outputs * config.hidden).orElse(0);
    long steps = input.elements() / input.size(-1);
    return parameters.multiplyAdds(input) + steps * projection;
  }
}
