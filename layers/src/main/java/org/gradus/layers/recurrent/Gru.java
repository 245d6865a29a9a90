package org.gradus.layers.recurrent;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.plugin.Settings;
import org.gradus.core.recurrent.Recurrences;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.jspecify.annotations.Nullable;

/**
 * The gated recurrent unit:
 *
 * <pre>
 * r = σ(W_r · x + b_r + U_r · h + d_r)
 * z = σ(W_z · x + b_z + U_z · h + d_z)
 * n = tanh(W_n · x + b_n + r · (U_n · h + d_n))     reset after the product, or
 * n = tanh(W_n · x + b_n + U_n · (r · h) + d_n)     before it
 * y = h′ = (1 − z) · n + z · h
 * </pre>
 *
 * <p>Shapes, with C inputs and H hidden units: x (N, C), state {@code h} and y (N, H); {@code
 * input-weight} W (3 · H, C), {@code recurrent-weight} U (3 · H, H), {@code input-bias} b and
 * {@code recurrent-bias} d (3 · H), each in the order r, z, n: PyTorch's {@code weight_ih}, {@code
 * weight_hh}, {@code bias_ih} and {@code bias_hh}. By default all start uniform between ±1 / √H, as
 * PyTorch's do.
 *
 * <p>The paper resets before the product; cuDNN, PyTorch and, by default, this class after it,
 * which needs one product a step rather than two, and is one operation for a whole sequence.
 *
 * <p>Source: Cho, van Merriënboer, Bahdanau and Bengio, "On the properties of neural machine
 * translation: encoder–decoder approaches", 2014.
 */
public final class Gru implements RecurrentCell {
  private static final int GATES = 3;

  private final Config config;
  private final CellParameters parameters = new CellParameters("gru");

  /** Creates a cell, still without parameters. */
  public Gru(Config config) {
    this.config = config;
  }

  /**
   * What a GRU is made of.
   *
   * @param hidden the number of hidden units, at least 1
   * @param resetAfter whether the reset gate acts after the product with the recurrent weight
   * @param start how the parameters start
   */
  public record Config(int hidden, boolean resetAfter, CellStart start)
      implements RecurrentCell.Config {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Config {
      Settings.requireSize("gru", "hidden", hidden);
    }

    /** Resets after the product, and starts as PyTorch does. */
    @Defaults
    public Config(int hidden) {
      this(hidden, true, CellStart.pytorch(hidden));
    }
  }

  /**
   * Returns a cell that resets after the product.
   *
   * @throws IllegalArgumentException if the number of hidden units is below 1
   */
  public static Gru of(int hidden) {
    return new Gru(new Config(hidden));
  }

  /** Returns a new cell like this one that resets before the product. */
  public Gru withResetBefore() {
    return new Gru(new Config(config.hidden, false, config.start));
  }

  /** Returns a new cell like this one that starts otherwise. */
  public Gru with(CellStart start) {
    return new Gru(new Config(config.hidden, config.resetAfter, start));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public RecurrentCell fresh() {
    return new Gru(config);
  }

  @Override
  public Map<String, Integer> stateSizes() {
    return Map.of("h", config.hidden);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    parameters.create(input, GATES, config.hidden, config.hidden, config.start, construction);
    return input.withSize(-1, config.hidden);
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return parameters.byName();
  }

  @Override
  public Tensor project(Tensor x, Context context) {
    return parameters.project(x, projectedBias(), context);
  }

  /** Returns the biases that the sums have in common: all, but for d_n if it is reset. */
  private @Nullable Tensor projectedBias() {
    if (!config.resetAfter) {
      return parameters.bias();
    }
    return parameters
        .find("input-bias")
        .flatMap(b -> parameters.find("recurrent-bias").map(d -> b.add(withoutNew(d))))
        .orElse(null);
  }

  private Tensor withoutNew(Tensor bias) {
    Tensor zeros = Tensor.zeros(bias.dtype(), Shape.of(config.hidden));
    return Shaping.concatenate(0, bias.slice(0, 0, 2 * config.hidden), zeros);
  }

  @Override
  public RecurrentResult step(Tensor projected, RecurrentState state, Context context) {
    return config.resetAfter
        ? SingleStep.of(projected, x -> recur(x, state, SingleStep.TRAVERSAL, context))
        : resetBefore(projected, state.get("h"), context);
  }

  @Override
  public RecurrentResult run(
      Tensor x, RecurrentState initial, Traversal traversal, Context context) {
    return config.resetAfter
        ? recur(project(x, context), initial, traversal, context)
        : StepByStep.run(this, x, initial, traversal, context);
  }

  private RecurrentResult recur(
      Tensor projected, RecurrentState state, Traversal traversal, Context context) {
    Tensor weight = parameters.get("recurrent-weight", context);
    Optional<Tensor> ofNew = parameters.find("recurrent-bias").map(this::ofNew);
    Recurrences.Result result =
        Recurrences.gru(projected, weight, state.get("h"), ofNew, traversal);
    return new RecurrentResult(result.output(), RecurrentState.of("h", result.state().get(0)));
  }

  private Tensor ofNew(Tensor bias) {
    return bias.slice(0, 2 * config.hidden, 3 * config.hidden).unsqueeze(0);
  }

  private RecurrentResult resetBefore(Tensor projected, Tensor h, Context context) {
    int hidden = config.hidden;
    Tensor weight = parameters.get("recurrent-weight", context);
    List<Tensor> inputs = Shaping.chunk(projected, GATES, -1);
    List<Tensor> sums =
        Shaping.chunk(LinearAlgebra.linear(h, weight.slice(0, 0, 2 * hidden)), 2, -1);
    Tensor r = inputs.get(0).add(sums.get(0)).sigmoid();
    Tensor z = inputs.get(1).add(sums.get(1)).sigmoid();
    Tensor ofReset = LinearAlgebra.linear(r.mul(h), weight.slice(0, 2 * hidden, 3 * hidden));
    Tensor n = inputs.get(2).add(ofReset).tanh();
    Tensor next = n.add(z.mul(h.sub(n)));
    return new RecurrentResult(next, RecurrentState.of("h", next));
  }

  @Override
  public long multiplyAdds(Shape input) {
    return parameters.multiplyAdds(input);
  }
}
