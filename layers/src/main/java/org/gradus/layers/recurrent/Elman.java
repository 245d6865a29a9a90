package org.gradus.layers.recurrent;

import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.recurrent.Recurrences;
import org.gradus.core.recurrent.Traversal;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;

/**
 * The simple recurrent network: h′ = f(W · x + b + U · h + d), y = h′.
 *
 * <p>Shapes, with C inputs and H hidden units: x (N, C), state {@code h} and y (N, H); {@code
 * input-weight} W (H, C), {@code recurrent-weight} U (H, H), {@code input-bias} b and {@code
 * recurrent-bias} d (H), PyTorch's {@code weight_ih}, {@code weight_hh}, {@code bias_ih} and {@code
 * bias_hh}. By default all start uniform between ±1 / √H, as PyTorch's do.
 *
 * <p>Mikolov writes the sum of the weighted input and state as the weighted sum of one vector, x(t)
 * = w(t) + s(t − 1), whose + joins the two.
 *
 * <p>Sources: Elman, "Finding structure in time", 1990; Mikolov, Karafiát, Burget, Černocký and
 * Khudanpur, "Recurrent neural network based language model", 2010; with ReLU Le, Jaitly and
 * Hinton, "A simple way to initialize recurrent networks of rectified linear units", 2015.
 */
public final class Elman implements RecurrentCell {
  private final Config config;
  private final CellParameters parameters = new CellParameters("elman");

  /** Creates a cell, still without parameters. */
  public Elman(Config config) {
    this.config = config;
  }

  /**
   * What a simple recurrent network is made of.
   *
   * @param hidden the number of hidden units, at least 1
   * @param nonlinearity f
   * @param start how the parameters start
   */
  public record Config(int hidden, Nonlinearity nonlinearity, CellStart start)
      implements RecurrentCell.Config {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Config {
      Settings.requireSize("elman", "hidden", hidden);
    }

    /** With tanh, starting as PyTorch does. */
    @Defaults
    public Config(int hidden) {
      this(hidden, Nonlinearity.TANH, CellStart.pytorch(hidden));
    }
  }

  /**
   * Returns a cell with tanh.
   *
   * @throws IllegalArgumentException if the number of hidden units is below 1
   */
  public static Elman of(int hidden) {
    return new Elman(new Config(hidden));
  }

  /** Returns a new cell like this one of another function. */
  public Elman with(Nonlinearity nonlinearity) {
    return new Elman(new Config(config.hidden, nonlinearity, config.start));
  }

  /** Returns a new cell like this one that starts otherwise. */
  public Elman with(CellStart start) {
    return new Elman(new Config(config.hidden, config.nonlinearity, start));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public RecurrentCell fresh() {
    return new Elman(config);
  }

  @Override
  public Map<String, Integer> stateSizes() {
    return Map.of("h", config.hidden);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    parameters.create(input, 1, config.hidden, config.hidden, config.start, construction);
    return input.withSize(-1, config.hidden);
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
    return SingleStep.of(projected, x -> recur(x, state, SingleStep.TRAVERSAL, context));
  }

  @Override
  public RecurrentResult run(
      Tensor x, RecurrentState initial, Traversal traversal, Context context) {
    return recur(project(x, context), initial, traversal, context);
  }

  private RecurrentResult recur(
      Tensor projected, RecurrentState state, Traversal traversal, Context context) {
    Recurrences.Result result =
        Recurrences.elman(
            projected,
            parameters.get("recurrent-weight", context),
            state.get("h"),
            config.nonlinearity.function(),
            traversal);
    return new RecurrentResult(result.output(), RecurrentState.of("h", result.state().get(0)));
  }

  @Override
  public long multiplyAdds(Shape input) {
    return parameters.multiplyAdds(input);
  }
}
