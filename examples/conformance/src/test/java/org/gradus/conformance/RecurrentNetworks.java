package org.gradus.conformance;

import java.util.Map;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Lstm;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.losses.classification.BinaryCrossEntropyWithLogits;

/** Of the family {@code networks}: a recurrent layer over embedded symbols. */
final class RecurrentNetworks {
  private RecurrentNetworks() {}

  static Network lstmLanguageModel(Arguments in) {
    Sequential network =
        Sequential.of(
            embedding(in),
            Recurrent.of(Lstm.of(in.integer("hidden"))).withLayers(in.integer("num_layers")),
            Linear.of(in.integer("vocabulary")));
    Map<String, String> names = Map.of("0", "embedding", "1", "lstm", "2", "output");
    return Network.classifier(in, network, "ids", PytorchNames.of(names));
  }

  static Network gruClassifier(Arguments in) {
    int hidden = in.integer("hidden");
    Tensor ids = in.tensor("ids");
    Map<String, String> names = Map.of("0", "embedding", "1", "gru");
    Sequential states =
        in.built(
            Sequential.of(embedding(in), Recurrent.of(Gru.of(hidden))),
            ids.shape(),
            PytorchNames.of(names));
    Linear output =
        in.built(Linear.of(1), ids.shape().withSize(-1, hidden), PytorchNames.of("output"));
    return () -> {
      Tensor last = states.forward(ids, Network.TRAINING).select(1, ids.size(1) - 1);
      Tensor logits = output.forward(last, Network.TRAINING);
      Tensor loss = new BinaryCrossEntropyWithLogits().of(logits.squeeze(1), in.tensor("targets"));
      return Map.of("logits", logits, "loss", loss);
    };
  }

  private static Embedding embedding(Arguments in) {
    return Embedding.of(in.integer("vocabulary"), in.integer("embedding"));
  }
}
