package org.gradus.layers.attention;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.attention.Attended;
import org.gradus.core.attention.Attention;
import org.gradus.core.attention.AttentionMask;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Glorot;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Attends with several heads: y = [head₁ … head_H] · W_Oᵀ + b_O, headᵢ = softmax(Qᵢ · Kᵢᵀ / √width
 * + mask) · Vᵢ, where Q = query · W_Qᵀ + b_Q, and K and V alike of key and value.
 *
 * <p>Shapes: query (N, L, C), key (N, S, key features), value (N, S, value features), y (N, L, C);
 * C is divisible by the heads. Children {@code query}, {@code key}, {@code value} and {@code
 * output} are {@link Linear}; with fewer heads of keys than of queries (grouped-query attention),
 * key and value have as much smaller outputs. {@link #forward(Tensor, Context)} is self-attention.
 *
 * <p>A query that sees no key gets the output's bias alone: its heads are 0, not NaN. Dropout falls
 * on the weights of the attention. With dropout in training, and where weights are returned, they
 * are in memory as a whole; otherwise never.
 *
 * <pre>{@code
 * MultiHeadAttention.of(4).withCausalMask()
 * }</pre>
 *
 * <p>Weights start as in PyTorch: those of query, key and value uniform between ±√(6 / (4 · C)), as
 * one Glorot matrix of the three would, that of the output between ±1 / √C, biases at 0.
 *
 * <p>Source: Vaswani et al., "Attention is all you need", 2017; Ainslie et al., "GQA", 2023.
 */
public final class MultiHeadAttention implements Module {
  private static final String NAME = "multi-head-attention";

  private final Config config;
  private final Map<String, Module> children = new LinkedHashMap<>();
  private final Map<String, Parameter> sinks = new LinkedHashMap<>();

  /** Creates a layer, still without parameters. */
  public MultiHeadAttention(Config config) {
    this.config = config;
  }

  /** A key besides those of the sequence, which every query sees. */
  public enum Sink {
    /** None. */
    NONE,
    /** A learned key and value, {@code sink-key} and {@code sink-value} (1, 1, features). */
    LEARNED,
    /** A key and value of zeros. */
    ZERO
  }

  /**
   * What a multi-head attention is made of.
   *
   * @param heads the number of heads, at least 1
   * @param keyHeads the number of heads of keys and values, a divisor of it
   * @param causal whether a query sees nothing after it
   * @param bias whether the projections have biases
   * @param dropout the probability of a weight to be dropped in training
   * @param sink a key besides those of the sequence
   * @param rotary turns queries and keys by their positions, which both begin at 0; if causal, the
   *     last query has the position of the last key
   */
  public record Config(
      int heads,
      int keyHeads,
      boolean causal,
      boolean bias,
      double dropout,
      Sink sink,
      Optional<RotaryPositions> rotary)
      implements Module.Config {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if a number of heads is below 1, those of the keys do not
     *     divide those of the queries, or dropout is no probability
     */
    public Config {
      Settings.requireSize(NAME, "heads", heads);
      Settings.require(
          keyHeads >= 1 && heads % keyHeads == 0,
          NAME,
          "keyHeads",
          "a divisor of the " + heads + " heads",
          keyHeads);
      Settings.require(dropout >= 0 && dropout <= 1, NAME, "dropout", "0 to 1", dropout);
    }

    /** Has as many heads of keys, biases, and nothing else. */
    @Defaults
    public Config(int heads) {
      this(heads, heads, false, true, 0, Sink.NONE, Optional.empty());
    }
  }

  /**
   * Returns a layer.
   *
   * @throws IllegalArgumentException if there are no heads
   */
  public static MultiHeadAttention of(int heads) {
    return new MultiHeadAttention(new Config(heads));
  }

  /** Returns a new layer like this one whose queries see nothing after them. */
  public MultiHeadAttention withCausalMask() {
    return new MultiHeadAttention(
        new Config(
            config.heads,
            config.keyHeads,
            true,
            config.bias,
            config.dropout,
            config.sink,
            config.rotary));
  }

  /**
   * Returns a new layer like this one whose heads share so many heads of keys and values.
   *
   * @throws IllegalArgumentException if that does not divide the number of heads
   */
  public MultiHeadAttention withKeyHeads(int keyHeads) {
    return new MultiHeadAttention(
        new Config(
            config.heads,
            keyHeads,
            config.causal,
            config.bias,
            config.dropout,
            config.sink,
            config.rotary));
  }

  /** Returns a new layer like this one without biases. */
  public MultiHeadAttention withoutBias() {
    return new MultiHeadAttention(
        new Config(
            config.heads,
            config.keyHeads,
            config.causal,
            false,
            config.dropout,
            config.sink,
            config.rotary));
  }

  /**
   * Returns a new layer like this one that drops weights in training.
   *
   * @throws IllegalArgumentException if p is no probability
   */
  public MultiHeadAttention withDropout(double p) {
    return new MultiHeadAttention(
        new Config(
            config.heads,
            config.keyHeads,
            config.causal,
            config.bias,
            p,
            config.sink,
            config.rotary));
  }

  /** Returns a new layer like this one with a key besides those of the sequence. */
  public MultiHeadAttention withSink(Sink sink) {
    return new MultiHeadAttention(
        new Config(
            config.heads,
            config.keyHeads,
            config.causal,
            config.bias,
            config.dropout,
            sink,
            config.rotary));
  }

  /** Returns a new layer like this one that turns queries and keys by their positions. */
  public MultiHeadAttention withRotary(RotaryPositions rotary) {
    return new MultiHeadAttention(
        new Config(
            config.heads,
            config.keyHeads,
            config.causal,
            config.bias,
            config.dropout,
            config.sink,
            Optional.of(rotary)));
  }

  @Override
  public Config config() {
    return config;
  }

  /** Builds the layer for self-attention. */
  @Override
  public Shape build(Shape input, Construction construction) {
    return build(input, input, input, construction);
  }

  /**
   * Builds the layer for queries, keys and values that differ.
   *
   * @return the shape of the result, which is that of the query
   * @throws ShapeException if one has not three axes, or the query's features do not divide into
   *     the heads, with rotary positions into heads of an even width
   */
  public Shape build(Shape query, Shape key, Shape value, Construction construction) {
    if (!children.isEmpty()) {
      throw BuildException.builtBefore(NAME, construction);
    }
    if (query.rank() != 3
        || key.rank() != 3
        || value.rank() != 3
        || query.size(2) == 0
        || query.size(2) % config.heads != 0) {
      throw ShapeException.of(
          NAME,
          "query, key and value do not fit",
          "three axes (N, steps, features), and features of the query that are a multiple of "
              + config.heads,
          "other shapes",
          query,
          key,
          value);
    }
    if (config.rotary.isPresent() && query.size(2) / config.heads % 2 != 0) {
      throw ShapeException.of(
          NAME,
          "rotary positions turn pairs of a head's features",
          "an even number of features for each of " + config.heads + " heads",
          String.valueOf(query.size(2) / config.heads),
          query);
    }
    int features = query.size(2);
    int shared = features / config.heads * config.keyHeads;
    Initializer joint = Glorot.uniform().withGain(Math.sqrt(0.5));
    add("query", features, query, joint, construction);
    add("key", shared, key, joint, construction);
    add("value", shared, value, joint, construction);
    if (config.sink == Sink.LEARNED) {
      Shape one = Shape.of(1, 1, shared);
      Normal start = new Normal(0, Math.sqrt(1.0 / shared));
      sinks.put("sink-key", construction.parameter("sink-key", one, Fans.of(one), start));
      sinks.put("sink-value", construction.parameter("sink-value", one, Fans.of(one), start));
    }
    return add("output", features, query, He.pytorch(), construction);
  }

  private Shape add(
      String name, int outputs, Shape input, Initializer weight, Construction construction) {
    Linear linear = Linear.of(outputs).withWeight(weight).withBias(Constant.zeros());
    Linear child = config.bias ? linear : linear.withoutBias();
    children.put(name, child);
    return construction.build(name, child, input);
  }

  /** Attends from each step to all steps of the same sequence. */
  @Override
  public Tensor forward(Tensor x, Context context) {
    return forward(x, x, x, AttentionMask.none(), context);
  }

  /** Attends from each step to those of the same sequence that the mask shows. */
  public Tensor forward(Tensor x, AttentionMask mask, Context context) {
    return forward(x, x, x, mask, context);
  }

  /**
   * Attends from queries to keys.
   *
   * @param mask which keys a query sees, besides what the config says
   * @throws ShapeException if the shapes, or that of the mask, do not fit
   */
  public Tensor forward(
      Tensor query, Tensor key, Tensor value, AttentionMask mask, Context context) {
    if (config.dropout > 0 && context.isRandom()) {
      return attend(query, key, value, mask, context).output();
    }
    Projected p = project(query, key, value, mask, context);
    Tensor heads =
        Attention.ofHeads(p.query, p.key, p.value, config.heads, config.keyHeads, p.mask);
    return project("output", heads, context);
  }

  /**
   * As {@link #forward(Tensor, Tensor, Tensor, AttentionMask, Context)}, with the weights of each
   * head (N, heads, L, S), before dropout; with a sink (N, heads, L, 1 + S), the sink first.
   */
  public Attended attend(
      Tensor query, Tensor key, Tensor value, AttentionMask mask, Context context) {
    Projected p = project(query, key, value, mask, context);
    Attended heads =
        config.dropout > 0 && context.isRandom()
            ? Attention.withDropout(
                p.query,
                p.key,
                p.value,
                config.heads,
                config.keyHeads,
                p.mask,
                config.dropout,
                context.random())
            : Attention.withWeights(p.query, p.key, p.value, config.heads, config.keyHeads, p.mask);
    Tensor output = project("output", heads.output(), context);
    return new Attended(output, heads.weights());
  }

  /** Queries, keys and values as the heads see them. */
  private record Projected(Tensor query, Tensor key, Tensor value, AttentionMask mask) {}

  private Projected project(
      Tensor query, Tensor key, Tensor value, AttentionMask mask, Context context) {
    Tensor q = project("query", query, context);
    Tensor k = project("key", key, context);
    Tensor v = project("value", value, context);
    if (config.rotary.isPresent()) {
      // The causal mask takes the last query for the last key's position; so do the angles.
      int first = config.causal ? k.size(1) - q.size(1) : 0;
      q = config.rotary.get().rotate(q, config.heads, first);
      k = config.rotary.get().rotate(k, config.keyHeads, 0);
    }
    AttentionMask all = config.causal ? mask.and(AttentionMask.causal()) : mask;
    if (config.sink == Sink.NONE) {
      return new Projected(q, k, v, all);
    }
    return new Projected(
        q,
        Shaping.concatenate(1, sink("sink-key", k), k),
        Shaping.concatenate(1, sink("sink-value", v), v),
        all.withSink());
  }

  /** Runs a child. */
  private Tensor project(String name, Tensor x, Context context) {
    Module child = children.get(name);
    if (child == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    return context.forward(name, child, x);
  }

  /** Returns the additional key or value of each example, (N, 1, features). */
  private Tensor sink(String name, Tensor rows) {
    Shape shape = Shape.of(rows.size(0), 1, rows.size(2));
    Parameter learned = sinks.get(name);
    return learned == null ? Tensor.zeros(rows.dtype(), shape) : learned.tensor().expand(shape);
  }

  @Override
  public Map<String, Module> children() {
    return children;
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return sinks;
  }

  /** Returns those of self-attention: two products of all steps with all, in every head. */
  @Override
  public long multiplyAdds(Shape input) {
    return 2L * input.elements() * input.size(1);
  }
}
