package org.gradus.examples.benchmarks.growth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.compute.Compute;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.plugin.Plugins;
import org.gradus.examples.benchmarks.workloads.Training;
import org.gradus.examples.benchmarks.workloads.Workload;
import org.gradus.layers.activation.Gelu;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.attention.LearnedPositions;
import org.gradus.layers.attention.MultiHeadAttention;
import org.gradus.layers.attention.TransformerEncoder;
import org.gradus.layers.attention.TransformerSettings;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.LayerNorm;
import org.gradus.layers.pooling.GlobalAveragePooling;
import org.gradus.layers.recurrent.Gru;
import org.gradus.layers.recurrent.Lstm;
import org.gradus.layers.recurrent.Recurrent;
import org.gradus.layers.recurrent.RecurrentCell;

/** The networks that grow, written against Gradus' public API. */
final class GradusNetworks implements Networks {
  @Override
  public String system() {
    return "Gradus";
  }

  @Override
  public void setThreads(int threads) {
    Compute.setThreads(threads);
  }

  @Override
  public Workload of(Family family, Size size) {
    int width = size.width();
    Module network =
        switch (family) {
          case PERCEPTRON -> perceptron(size);
          case LSTM -> recurrent(Lstm.of(width), size);
          case GRU -> recurrent(Gru.of(width), size);
          case CONVOLUTION -> convolution(size);
          case TRANSFORMER -> transformer(size);
        };
    return Training.of(GrowthData.of(family, size), network, GrowthData.LEARNING_RATE, Sgd.plain());
  }

  private static Module perceptron(Size size) {
    List<Module> layers = new ArrayList<>();
    for (int i = 0; i < size.depth(); i++) {
      layers.addAll(List.of(Linear.of(size.width()), new Relu()));
    }
    layers.add(Linear.of(Family.CLASSES));
    return Sequential.of(layers.toArray(Module[]::new));
  }

  private static Module recurrent(RecurrentCell cell, Size size) {
    return Sequential.of(
        Embedding.of(Family.CHARACTERS, size.width()),
        Recurrent.of(cell).withLayers(size.depth()),
        Linear.of(Family.CHARACTERS));
  }

  private static Module convolution(Size size) {
    List<Module> layers = new ArrayList<>();
    for (int i = 0; i < size.depth(); i++) {
      layers.addAll(List.of(Convolution.of(size.width(), 3, 3).withPadding(1), new Relu()));
    }
    layers.addAll(List.of(new GlobalAveragePooling(), Linear.of(Family.CLASSES)));
    return Sequential.of(layers.toArray(Module[]::new));
  }

  private static Module transformer(Size size) {
    TransformerSettings block =
        TransformerSettings.of(Family.HEADS, 4 * size.width())
            .withAttention(MultiHeadAttention.of(Family.HEADS).withCausalMask())
            .withActivation(new Gelu());
    TransformerEncoder.Config blocks =
        new TransformerEncoder.Config(size.depth(), block, Optional.of(new LayerNorm.Config()));
    return Sequential.of(
        Embedding.of(Family.CHARACTERS, size.width()),
        LearnedPositions.of(size.length()),
        TransformerEncoder.of(blocks, Plugins.load()),
        Linear.of(Family.CHARACTERS).withoutBias());
  }
}
