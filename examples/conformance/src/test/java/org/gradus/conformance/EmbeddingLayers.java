package org.gradus.conformance;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.embedding.EmbeddingBag;
import org.gradus.layers.embedding.EmbeddingBag.Mode;
import org.gradus.layers.embedding.MaxNorm;
import org.gradus.layers.module.Context;

/** Of the family {@code layers}: rows looked up by index. */
final class EmbeddingLayers {
  private EmbeddingLayers() {}

  static void addTo(Operations operations) {
    operations.one("embedding", EmbeddingLayers::embedding);
    operations.one("embedding_bag", EmbeddingLayers::bag);
  }

  private static Tensor embedding(Arguments in) {
    Embedding layer = Embedding.of(in.integer("num_embeddings"), in.integer("embedding_dim"));
    if (in.has("padding_idx")) {
      layer = layer.withPadding(in.integer("padding_idx"));
    }
    double p = in.number("norm_type");
    if (in.has("max_norm")) {
      layer = layer.withMaxNorm(new MaxNorm(in.number("max_norm"), p));
    }
    if (in.flag("scale_grad_by_freq")) {
      layer = layer.withAveragedGradients();
    }
    Tensor ids = in.tensor("ids");
    return in.built(layer, ids.shape()).forward(ids, Context.train(RandomSource.of(1)));
  }

  private static Tensor bag(Arguments in) {
    String mode = in.text("mode");
    Mode chosen =
        switch (mode) {
          case "sum" -> Mode.SUM;
          case "mean" -> Mode.MEAN;
          case "max" -> Mode.MAX;
          default -> throw new NotCoveredException("mode", mode);
        };
    int features = in.integer("embedding_dim");
    EmbeddingBag layer = EmbeddingBag.of(in.integer("num_embeddings"), features).taking(chosen);
    Tensor ids = in.tensor("ids");
    return in.built(layer, ids.unsqueeze(0).shape())
        .forward(ids, in.tensor("offsets"), Context.eval());
  }
}
