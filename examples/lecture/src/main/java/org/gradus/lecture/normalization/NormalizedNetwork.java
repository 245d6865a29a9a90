package org.gradus.lecture.normalization;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.normalization.LayerNorm;

/** A network for MNIST-1D of four layers of 100 ReLUs, with or without normalization. */
enum NormalizedNetwork {
  /** Linear, ReLU. */
  PLAIN,
  /** Linear, batch norm, ReLU. */
  BATCH_NORM,
  /** Linear, layer norm, ReLU. */
  LAYER_NORM;

  static final int LAYERS = 4;
  static final int WIDTH = 100;
  private static final Shape INPUT = Shape.of(1, 40);

  private List<Module.Config> norm() {
    return switch (this) {
      case PLAIN -> List.of();
      case BATCH_NORM -> List.of(new BatchNorm.Config());
      case LAYER_NORM -> List.of(new LayerNorm.Config());
    };
  }

  /** Returns a new network. */
  Module create(RandomSource random) {
    List<Module.Config> modules = new ArrayList<>();
    for (int layer = 0; layer < LAYERS; layer++) {
      modules.add(linear(WIDTH));
      modules.addAll(norm());
      modules.add(new Relu());
    }
    modules.add(linear(10));
    Module network = Sequential.of(new Sequential.Config(modules), Plugins.load());
    network.build(INPUT, random);
    return network;
  }

  private static Module.Config linear(int units) {
    return Linear.of(units).withWeight(He.normal()).withBias(Constant.zeros()).config();
  }

  /** Returns the number of numbers that a network learns. */
  static int parameters(Module network) {
    return network.parameters().values().stream().mapToInt(p -> p.shape().elements()).sum();
  }
}
