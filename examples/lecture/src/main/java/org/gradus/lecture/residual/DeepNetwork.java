package org.gradus.lecture.residual;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.residual.OperationOrder;
import org.gradus.layers.residual.ResidualBlock;

/**
 * A deep network for MNIST-1D after the pattern of He, Zhang, Ren and Sun, "Deep residual learning
 * for image recognition" (2016): a layer, blocks of two layers, and a linear layer, each but the
 * last with batch normalization and ReLU; with skip connections past the blocks or without.
 *
 * @param depth the number of layers with weights, even, at least 4
 * @param width the units of a layer
 * @param skips whether there are skip connections
 */
record DeepNetwork(int depth, int width, boolean skips) {
  private static final Shape INPUT = Shape.of(1, 40);
  private static final int CLASSES = 10;

  DeepNetwork {
    Settings.require(
        depth >= 4 && depth % 2 == 0, "deep-network", "depth", "an even number from 4", depth);
  }

  /** Returns what pictures call it. */
  String label() {
    return "%s layers, %s".formatted(depth, skips ? "skips" : "plain");
  }

  /** Returns a new network. */
  Module create(RandomSource random) {
    List<Module.Config> modules = new ArrayList<>(layer());
    for (int block = 0; block < (depth - 2) / 2; block++) {
      if (skips) {
        modules.add(
            ResidualBlock.Config.of(
                    OperationOrder.ADDITION_BEFORE_LAST_ACTIVATION, linear(), linear())
                .withNorm(new BatchNorm.Config()));
      } else {
        modules.addAll(layer());
        modules.addAll(layer());
      }
    }
    modules.add(Linear.of(CLASSES).config());
    Module network = Sequential.of(new Sequential.Config(modules), Plugins.load());
    network.build(INPUT, random);
    return network;
  }

  private List<Module.Config> layer() {
    return List.of(linear(), new BatchNorm.Config(), new Relu());
  }

  private Module.Config linear() {
    return Linear.of(width).withWeight(He.normal()).withoutBias().config();
  }
}
