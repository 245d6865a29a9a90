package org.gradus.layers.attention;

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
import org.jspecify.annotations.Nullable;

/**
 * Scores states by a product: e(q, h) = q · h ("dot"), or e(q, h) = q · W · h ("general").
 *
 * <p>Shapes, with queries of Q and states of C features: {@code weight} W (Q, C), in the general
 * form alone; in the other Q = C. Built for the states (N, T, C); queries have as many features
 * unless the config says otherwise. By default the weight starts uniform between ±1 / √C.
 *
 * <p>Scores are not divided by √C as those of transformers are.
 *
 * <p>Source: Luong, Pham and Manning, "Effective approaches to attention-based neural machine
 * translation", 2015.
 */
public final class MultiplicativeAttention implements SequenceAttention {
  private static final String NAME = "multiplicative-attention";

  private final Config config;
  private @Nullable Parameter weight;

  /** C; 0 if the attention is not built. */
  private int features;

  /** Creates the attention, still without parameters. */
  public MultiplicativeAttention(Config config) {
    this.config = config;
  }

  /**
   * What multiplicative attention is made of.
   *
   * @param query the number of features of a query, at least 1; empty if that of the states
   * @param weight how the weight starts; empty for none, the form "dot"
   */
  public record Config(Optional<Integer> query, Optional<Initializer> weight)
      implements Module.Config {
    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is below 1
     */
    public Config {
      query.ifPresent(size -> Settings.requireSize(NAME, "query", size));
    }

    /** The form "general", of queries with as many features as states. */
    @Defaults
    public Config() {
      this(Optional.empty(), Optional.of(He.pytorch()));
    }
  }

  /** Returns attention of the form "dot". */
  public static MultiplicativeAttention dot() {
    return new MultiplicativeAttention(new Config(Optional.empty(), Optional.empty()));
  }

  /** Returns attention of the form "general", of queries with as many features as the states. */
  public static MultiplicativeAttention general() {
    return new MultiplicativeAttention(new Config());
  }

  /**
   * Returns new attention like this one, of queries of another number of features.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public MultiplicativeAttention withQuery(int features) {
    return new MultiplicativeAttention(new Config(Optional.of(features), config.weight));
  }

  /** Returns new attention of the form "general" like this one whose weight starts otherwise. */
  public MultiplicativeAttention withWeight(Initializer initializer) {
    return new MultiplicativeAttention(new Config(config.query, Optional.of(initializer)));
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
    if (features != 0) {
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
    Shape shape = Shape.of(config.query.orElse(input.size(-1)), input.size(-1));
    if (config.weight.isPresent()) {
      weight = construction.parameter("weight", shape, Fans.of(shape), config.weight.get());
    } else if (shape.size(0) != shape.size(1)) {
      throw ShapeException.of(
          NAME,
          "queries and states cannot be multiplied without a weight",
          "as many features of a state as of a query, " + shape.size(0),
          "" + shape.size(1),
          input);
    }
    features = input.size(2);
    return input;
  }

  @Override
  public Tensor keys(Tensor states, Context context) {
    if (features == 0) {
      throw BuildException.notBuilt(NAME, context);
    }
    if (states.size(-1) != features) {
      throw ShapeException.of(
          NAME,
          "the states have another number of features than the attention was built for",
          "(N, T, " + features + ")",
          states.shape().toString());
    }
    return weight == null ? states : LinearAlgebra.linear(states, weight.tensor());
  }

  @Override
  public Tensor scores(Tensor queries, Tensor keys, Context context) {
    if (queries.size(-1) != keys.size(-1)) {
      throw ShapeException.of(
          NAME,
          "the query does not fit the keys; forward(query, memory, context) takes queries that are no"
              + " states",
          "(…, " + keys.size(-1) + ")",
          queries.shape().toString());
    }
    return LinearAlgebra.matmul(queries, keys, false, true);
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return weight == null ? Map.of() : Map.of("weight", weight);
  }

  /** Returns those of self-attention: Q · C for each step, and Q + C for each pair of steps. */
  @Override
  public long multiplyAdds(Shape input) {
    long steps = (long) input.size(0) * input.size(1);
    int states = input.size(2);
    int query = config.query.orElse(states);
    long ofWeight = weight == null ? 0 : (long) query * states;
    return steps * (ofWeight + (long) input.size(1) * (query + states));
  }
}
