package org.gradus.examples.benchmarks.workloads;

import java.util.Optional;
import org.gradus.core.plugin.Plugins;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.attention.LearnedPositions;
import org.gradus.layers.attention.MultiHeadAttention;
import org.gradus.layers.attention.TransformerEncoder;
import org.gradus.layers.attention.TransformerSettings;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.LayerNorm;
import org.gradus.layers.recurrent.Elman;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Lstm;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.optimizers.rule.Adam;
import org.gradus.optimizers.rule.AdamW;

/** Models that predict the next of 65 characters at each of 64 places. */
final class CharacterModels {
  private static final int CHARACTERS = 65;
  private static final int STEPS = 64;

  private CharacterModels() {}

  /** An Elman network of 128 units; batch 32, gradients clipped, Adam. */
  static Workload elman() {
    return recurrent(WorkloadData.fewSequences(), 128, Recurrent.of(Elman.of(128)));
  }

  /** A GRU of 256 units; batch 64, gradients clipped, Adam. */
  static Workload gru() {
    return recurrent(WorkloadData.sequences(), 256, Recurrent.of(Gru.of(256)));
  }

  /** Two layers of LSTM of 256 units; batch 64, gradients clipped, Adam. */
  static Workload lstm() {
    Recurrent layers = Recurrent.of(Lstm.of(256)).withLayers(2);
    return recurrent(WorkloadData.sequences(), 256, layers);
  }

  private static Workload recurrent(Batches data, int features, Recurrent layers) {
    Module network =
        Sequential.of(Embedding.of(CHARACTERS, features), layers, Linear.of(CHARACTERS));
    return Training.of(data, network, 1e-3, new Adam()).clippedTo(5);
  }

  /** A transformer of four blocks of four heads, width 128; batch 12, AdamW. */
  static Workload transformer() {
    TransformerSettings block =
        TransformerSettings.of(4, 512)
            .withAttention(MultiHeadAttention.of(4).withCausalMask())
            .withActivation(new Gelu());
    TransformerEncoder.Config blocks =
        new TransformerEncoder.Config(4, block, Optional.of(new LayerNorm.Config()));
    Module network =
        Sequential.of(
            Embedding.of(CHARACTERS, 128),
            LearnedPositions.of(STEPS),
            TransformerEncoder.of(blocks, Plugins.load()),
            Linear.of(CHARACTERS).withoutBias());
    return Training.of(WorkloadData.tokens(), network, 1e-3, new AdamW());
  }
}
