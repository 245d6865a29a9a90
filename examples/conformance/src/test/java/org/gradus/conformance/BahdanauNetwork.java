package org.gradus.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.attention.AdditiveAttention;
import org.gradus.layers.attention.AttentionMemory;
import org.gradus.layers.attention.AttentionResult;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.layers.recurrent.RecurrentResult;
import org.gradus.layers.recurrent.RecurrentState;
import org.gradus.losses.classification.CrossEntropy;

/**
 * Of the family {@code networks}: translation with additive attention, a decoder that asks the
 * encoder's states at every step.
 */
final class BahdanauNetwork implements Network {
  private static final int PADDING = 0;

  private final Arguments in;
  private final Tensor source;
  private final Tensor target;
  private final Embedding sourceEmbedding;
  private final Embedding targetEmbedding;
  private final Recurrent encoder;
  private final AdditiveAttention attention;
  private final Gru decoder;
  private final Linear output;

  BahdanauNetwork(Arguments in) {
    this.in = in;
    source = in.tensor("source");
    target = in.tensor("target_in");
    int samples = source.size(0);
    int features = in.integer("embedding");
    int hidden = in.integer("hidden");
    int words = in.integer("target_vocabulary");
    Embedding sources = Embedding.of(in.integer("source_vocabulary"), features);
    Embedding targets = Embedding.of(words, features);
    sourceEmbedding = built("source_embedding", sources, source.shape());
    targetEmbedding = built("target_embedding", targets, target.shape());
    Shape embedded = Shape.of(samples, source.size(1), features);
    encoder = built("encoder", Recurrent.of(Gru.of(hidden)), embedded);
    attention = attention(Shape.of(samples, source.size(1), hidden));
    decoder = built("decoder", Gru.of(hidden), Shape.of(samples, features + hidden));
    output = built("output", Linear.of(words), Shape.of(samples, 2 * hidden));
  }

  private <M extends Module> M built(String name, M module, Shape input) {
    return in.built(module, input, PytorchNames.of(name));
  }

  /** The case has a linear layer for each of the weights, that of the scores with one output. */
  private AdditiveAttention attention(Shape states) {
    AdditiveAttention module =
        AdditiveAttention.of(in.integer("attention")).withBias(Constant.zeros());
    module.build(states, Construction.of(in.dtype(), RandomSource.of(1)));
    Map<String, Parameter> parameters = module.ownParameters();
    in.bind("query.weight", parameters.get("query-weight"));
    in.bind("query.bias", parameters.get("bias"));
    in.bind("key.weight", parameters.get("key-weight"));
    in.bindReshaped("score.weight", parameters.get("score-weight"));
    return module;
  }

  @Override
  public Map<String, Tensor> run() {
    RecurrentState zero = encoder.initialState(source.size(0), in.dtype());
    RecurrentResult encoded =
        encoder.forward(sourceEmbedding.forward(source, TRAINING), zero, TRAINING);
    AttentionMemory memory = attention.memory(encoded.output(), lengths(), TRAINING);
    Tensor embedded = targetEmbedding.forward(target, TRAINING);
    RecurrentState state = encoded.state().map(h -> h.squeeze(0));
    List<Tensor> logits = new ArrayList<>();
    List<Tensor> weights = new ArrayList<>();
    for (int step = 0; step < target.size(1); step++) {
      AttentionResult attended = attention.forward(state.get("h"), memory, TRAINING);
      weights.add(attended.weights());
      Tensor x = Shaping.concatenate(1, embedded.select(1, step), attended.output());
      state = decoder.forward(x, state, TRAINING).state();
      Tensor joined = Shaping.concatenate(1, state.get("h"), attended.output());
      logits.add(output.forward(joined, TRAINING));
    }
    Tensor all = Shaping.stack(1, logits.toArray(Tensor[]::new));
    return Map.of(
        "logits",
        all,
        "loss",
        new CrossEntropy().ignoring(PADDING).of(all, in.tensor("target_out")),
        "attention_of_last_step",
        weights.get(weights.size() - 1));
  }

  /** Returns how many symbols each source has; padding is behind them. */
  private Tensor lengths() {
    Tensor padding = in.tensor("source_padding").cast(DType.FLOAT64);
    return padding.neg().add(1).sum(1).cast(DType.INT32);
  }
}
