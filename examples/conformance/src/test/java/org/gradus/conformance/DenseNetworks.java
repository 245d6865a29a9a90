package org.gradus.conformance;

import java.util.Map;
import org.gradus.core.plugin.Plugins;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.embedding.Embedding;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.residual.OperationOrder;
import org.gradus.layers.residual.ResidualBlock;
import org.gradus.layers.shaping.Flatten;

/** Of the family {@code networks}: linear layers. */
final class DenseNetworks {
  private static final Plugins PLUGINS = Plugins.load();

  /** What the layers of a block are called, activation first. */
  private static final Map<String, String> BLOCK =
      Map.of(
          "branch/0", "bn1",
          "branch/2", "linear1",
          "branch/3", "bn2",
          "branch/5", "linear2");

  private DenseNetworks() {}

  static Network makemore(Arguments in) {
    Sequential network =
        Sequential.of(
            embedding(in),
            new Flatten(),
            Linear.of(in.integer("hidden")),
            new Tanh(),
            Linear.of(in.integer("vocabulary")));
    Map<String, String> names = Map.of("0", "embedding", "2", "hidden", "4", "output");
    return Network.classifier(in, network, "ids", PytorchNames.of(names));
  }

  static Network makemoreBatchNorm(Arguments in) {
    int hidden = in.integer("hidden");
    Sequential network =
        Sequential.of(
            embedding(in),
            new Flatten(),
            Linear.of(hidden).withoutBias(),
            BatchNorm.create(),
            new Tanh(),
            Linear.of(hidden).withoutBias(),
            BatchNorm.create(),
            new Tanh(),
            Linear.of(in.integer("vocabulary")));
    Map<String, String> names =
        Map.of(
            "0", "embedding",
            "2", "hidden1",
            "3", "bn1",
            "5", "hidden2",
            "6", "bn2",
            "8", "output");
    return Network.classifier(in, network, "ids", PytorchNames.of(names));
  }

  private static Embedding embedding(Arguments in) {
    in.describes("context");
    return Embedding.of(in.integer("vocabulary"), in.integer("embedding"));
  }

  static Network residual(Arguments in) {
    if (!in.text("activation").equals("relu")) {
      throw new NotCoveredException("value", "activation = " + in.text("activation"));
    }
    int width = in.integer("width");
    Sequential network =
        Sequential.of(
            Linear.of(in.integer("in"), width).withoutBias(),
            block(width),
            block(width),
            BatchNorm.create(),
            Linear.of(in.integer("classes")));
    PytorchNames names =
        PytorchNames.of(Map.of("0", "stem", "3", "bn", "4", "head"))
            .withBlock("1", "block1", BLOCK)
            .withBlock("2", "block2", BLOCK);
    return Network.classifier(in, network, "x", names);
  }

  private static Module block(int width) {
    Module.Config linear = Linear.of(width).withoutBias().config();
    return ResidualBlock.of(
        ResidualBlock.Config.of(OperationOrder.ACTIVATION_FIRST, linear, linear)
            .withNorm(new BatchNorm.Config()),
        PLUGINS);
  }
}
