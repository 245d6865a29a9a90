package org.gradus.layers.attention;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Scores states by a small network: e(q, h) = v · tanh(W · q + U · h + b).
 *
 * <p>Shapes, with queries of Q and states of C features and A hidden units: {@code query-weight} W
 * (A, Q), {@code key-weight} U (A, C), {@code score-weight} v (A) and, if there is one, {@code
 * bias} b (A). Built for the states (N, T, C); queries have as many features unless the config says
 * otherwise. By default all start uniform between ±1 / √fan-in, and there is no bias.
 *
 * <p>Source: Bahdanau, Cho and Bengio, "Neural machine translation by jointly learning to align and
 * translate", 2015.
 */
public final class AdditiveAttention implements SequenceAttention {
  private static final String NAME = "additive-attention";

  private final Config config;
  private final Map<String, Parameter> parameters = new LinkedHashMap<>();

  /** Creates the attention, still without parameters. */
  public AdditiveAttention(Config config) {
    this.config = config;
  }

  /**
   * What additive attention is made of.
   *
   * @param hidden the number of hidden units, at least 1
   * @param query the number of features of a query, at least 1; empty if that of the states
   * @param weight how all weights start
   * @param bias how the bias of the hidden units starts; empty for none
   */
  public record Config(
      int hidden, Optional<Integer> query, Initializer weight, Optional<Initializer> bias)
      implements Module.Config {
    /**
     * Checks the sizes.
     *
     * @throws IllegalArgumentException if one is below 1
     */
    public Config {
      Settings.requireSize(NAME, "hidden", hidden);
      query.ifPresent(size -> Settings.requireSize(NAME, "query", size));
    }

    /** Takes queries of as many features as states, and has no bias. */
    @Defaults
    public Config(int hidden) {
      this(hidden, Optional.empty(), He.pytorch(), Optional.empty());
    }
  }

  /**
   * Returns attention of queries with as many features as the states.
   *
   * @throws IllegalArgumentException if the number of hidden units is below 1
   */
  public static AdditiveAttention of(int hidden) {
    return new AdditiveAttention(new Config(hidden));
  }

  /**
   * Returns new attention like this one, of queries of another number of features.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public AdditiveAttention withQuery(int features) {
    return new AdditiveAttention(
        new Config(config.hidden, Optional.of(features), config.weight, config.bias));
  }

  /** Returns new attention like this one whose weights start otherwise. */
  public AdditiveAttention withWeight(Initializer initializer) {
    return new AdditiveAttention(new Config(config.hidden, config.query, initializer, config.bias));
  }

  /** Returns new attention like this one whose hidden units have a bias. */
  public AdditiveAttention withBias(Initializer initializer) {
    return new AdditiveAttention(
        new Config(config.hidden, config.query, config.weight, Optional.of(initializer)));
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (!parameters.isEmpty()) {
      throw BuildException.builtBefore(NAME, construction);
    }
    if (input.rank() != 3) {
      throw ShapeException.of(
          NAME, "the states are no batch of sequences", "(N, T, C)", input.toString());
    }
    if (input.size(2) == 0) {
      throw ShapeException.of(
          NAME, "the states have no features", "(N, T, C), C at least 1", input.toString());
    }
    int query = config.query.orElse(input.size(-1));
    Fans fans = add("query-weight", Shape.of(config.hidden, query), query, construction);
    config.bias.ifPresent(
        start -> {
          Shape shape = Shape.of(config.hidden);
          parameters.put("bias", construction.parameter("bias", shape, fans, start));
        });
    add("key-weight", Shape.of(config.hidden, input.size(-1)), input.size(-1), construction);
    add("score-weight", Shape.of(config.hidden), config.hidden, construction);
    return input;
  }

  private Fans add(String name, Shape shape, int in, Construction construction) {
    Fans fans = new Fans(shape, in, shape.elements() / in);
    parameters.put(name, construction.parameter(name, shape, fans, config.weight));
    return fans;
  }

  private Tensor get(String name, Context context) {
    Parameter parameter = parameters.get(name);
    if (parameter == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    return parameter.tensor();
  }

  @Override
  public Tensor keys(Tensor states, Context context) {
    return LinearAlgebra.linear(states, get("key-weight", context));
  }

  @Override
  public Tensor scores(Tensor queries, Tensor keys, Context context) {
    Tensor weight = get("query-weight", context);
    if (queries.size(-1) != weight.size(1)) {
      throw ShapeException.of(
          NAME,
          "the query does not fit the weight; forward(query, memory, context) takes queries that are"
              + " no states",
          "(…, " + weight.size(1) + ")",
          queries.shape().toString());
    }
    Parameter bias = parameters.get("bias");
    Tensor projected =
        bias == null
            ? LinearAlgebra.linear(queries, weight)
            : LinearAlgebra.linear(queries, weight, bias.tensor());
    Tensor hidden = projected.unsqueeze(2).add(keys.unsqueeze(1)).tanh();
    return LinearAlgebra.linear(hidden, get("score-weight", context).unsqueeze(0)).squeeze(-1);
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return parameters;
  }

  /**
   * Returns those of self-attention: A · (Q + C) for each step and A + C for each pair of steps.
   */
  @Override
  public long multiplyAdds(Shape input) {
    long steps = (long) input.size(0) * input.size(1);
    int features = input.size(2);
    int query = config.query.orElse(features);
    return steps
        * ((long) config.hidden * (query + features)
            + (long) input.size(1) * (config.hidden + features));
  }
}
