package org.gradus.conformance;

import java.util.Map;
import org.gradus.core.plugin.Plugins;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.pooling.GlobalAveragePooling;
import org.gradus.layers.pooling.MaxPooling;
import org.gradus.layers.residual.OperationOrder;
import org.gradus.layers.residual.ResidualBlock;
import org.gradus.layers.shaping.Flatten;

/** Of the family {@code networks}: convolutions. */
final class ImageNetworks {
  private static final Plugins PLUGINS = Plugins.load();

  /** What the layers of a block are called, the last activation after the addition. */
  private static final Map<String, String> BLOCK =
      Map.of(
          "branch/0", "conv1",
          "branch/1", "bn1",
          "branch/3", "conv2",
          "branch/4", "bn2",
          "shortcut/0", "shortcut",
          "shortcut/1", "shortcut_bn");

  private ImageNetworks() {}

  static Network resNet(Arguments in) {
    in.describes("in_channels");
    int[] channels = in.integers("channels");
    Sequential shortcut =
        Sequential.of(
            Convolution.of(channels[1], 1, 1).withStride(2).withoutBias(), BatchNorm.create());
    Sequential network =
        Sequential.of(
            convolution(channels[0], 1),
            BatchNorm.create(),
            new Relu(),
            ResidualBlock.of(block(channels[0], 1), PLUGINS),
            ResidualBlock.of(block(channels[1], 2).withShortcut(shortcut.config()), PLUGINS),
            new GlobalAveragePooling(),
            Linear.of(in.integer("classes")));
    PytorchNames names =
        PytorchNames.of(Map.of("0", "stem", "1", "bn", "6", "head"))
            .withBlock("3", "block1", BLOCK)
            .withBlock("4", "block2", BLOCK);
    return Network.classifier(in, network, "x", names);
  }

  private static ResidualBlock.Config block(int channels, int stride) {
    return ResidualBlock.Config.of(
            OperationOrder.ADDITION_BEFORE_LAST_ACTIVATION,
            convolution(channels, stride).config(),
            convolution(channels, 1).config())
        .withNorm(new BatchNorm.Config());
  }

  private static Convolution convolution(int channels, int stride) {
    return Convolution.of(channels, 3, 3).withStride(stride).withPadding(1).withoutBias();
  }

  static Network smallCnn(Arguments in) {
    int[] channels = in.integers("channels");
    Sequential network =
        Sequential.of(
            Convolution.of(channels[0], 3, 3).withPadding(1),
            new Tanh(),
            MaxPooling.of(2, 2),
            Convolution.of(channels[1], 3, 3),
            new Tanh(),
            new Flatten(),
            Linear.of(in.integer("hidden")),
            new Sigmoid(),
            Linear.of(in.integer("classes")));
    Map<String, String> names = Map.of("0", "conv1", "3", "conv2", "6", "hidden", "8", "output");
    return Network.classifier(in, network, "x", PytorchNames.of(names));
  }
}
