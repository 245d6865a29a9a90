package org.gradus.conformance;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.attention.LearnedPositions;
import org.gradus.layers.attention.MultiHeadAttention;
import org.gradus.layers.attention.TransformerEncoder;
import org.gradus.layers.attention.TransformerSettings;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.normalization.LayerNorm;

/** Of the family {@code networks}: a decoder-only transformer. */
final class TransformerNetworks {
  private static final Plugins PLUGINS = Plugins.load();

  /** What the case calls the parts of a block. */
  private static final Map<String, String> BLOCK =
      Map.of(
          "attention-norm", "ln1",
          "attention/query", "query",
          "attention/key", "key",
          "attention/value", "value",
          "attention/output", "proj",
          "norm", "ln2",
          "inner", "fc",
          "outer", "fc_proj");

  private static final PytorchNames NAMES =
      PytorchNames.of(Map.of("0", "token_embedding", "1", "position_embedding", "2/norm", "ln"))
          .withBlock("2/0", "block1", BLOCK)
          .withBlock("2/1", "block2", BLOCK);

  /** Biases that the case does not have: they are 0, and nobody trains them. */
  private static final Pattern WITHOUT = Pattern.compile("block\\d\\.(query|key|value)\\.bias");

  private TransformerNetworks() {}

  static Network gpt(Arguments in) {
    int words = in.integer("vocabulary");
    int features = in.integer("d");
    Tensor ids = in.tensor("ids");
    Embedding tokens = Embedding.of(words, features);
    Sequential states =
        Sequential.of(
            tokens,
            LearnedPositions.of(in.integer("steps")),
            TransformerEncoder.of(
                new TransformerEncoder.Config(
                    2, settings(in), Optional.of(LayerNorm.create().config())),
                PLUGINS));
    states.build(ids.shape(), Construction.of(in.dtype(), RandomSource.of(1)));
    states.parameters().forEach((path, parameter) -> bind(in, NAMES.apply(path), parameter));
    UnaryOperator<Tensor> head = in.flag("tied") ? tied(tokens) : untied(in, words, features);
    return () -> Network.classified(in, head.apply(states.forward(ids, Network.TRAINING)));
  }

  private static TransformerSettings settings(Arguments in) {
    int heads = in.integer("heads");
    return TransformerSettings.of(heads, in.tensor("block1.fc.weight").size(0))
        .withAttention(MultiHeadAttention.of(heads).withCausalMask())
        .withActivation(gelu(in.text("approximate")));
  }

  private static Gelu gelu(String approximation) {
    return switch (approximation) {
      case "none" -> new Gelu();
      case "tanh" -> Gelu.tanh();
      default -> throw new NotCoveredException("value", "approximate = " + approximation);
    };
  }

  private static void bind(Arguments in, String name, Parameter parameter) {
    if (WITHOUT.matcher(name).matches()) {
      parameter.set(Tensor.zeros(parameter.dtype(), parameter.shape()));
    } else {
      in.bind(name, parameter);
    }
  }

  private static UnaryOperator<Tensor> untied(Arguments in, int words, int features) {
    Linear head = Linear.of(features, words).withoutBias();
    in.built(head, in.tensor("ids").shape().withSize(-1, features), PytorchNames.of("head"));
    return states -> head.forward(states, Network.TRAINING);
  }

  /** Returns the product with the table of the tokens, whose gradient is of both uses. */
  private static UnaryOperator<Tensor> tied(Embedding tokens) {
    Parameter table = tokens.ownParameters().get("weight");
    return states -> LinearAlgebra.linear(states, table.tensor());
  }
}
