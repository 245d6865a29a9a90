package org.gradus.layers.residual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.He;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.pooling.GlobalAveragePooling;

/**
 * The residual networks for CIFAR-10, of 6 n + 2 layers, and their plain twins.
 *
 * <p>A convolution 3×3 to 16 channels; three stages of n blocks of two such convolutions with 16,
 * 32 and 64 channels, the first block of the second and third stage moving by two; global average
 * pooling and a linear layer. Each convolution is followed by a normalizer, so that it has no bias,
 * and ReLU; in residual networks the last ReLU of a block comes after the addition. Convolutions
 * start as He et al. do ({@link He#normal()}).
 *
 * <pre>{@code
 * Sequential model = CifarResNet.ofDepth(20).create(Plugins.load());
 * model.build(Shape.of(1, 3, 32, 32), RandomSource.of(42));
 * }</pre>
 *
 * <p>What it makes is a {@link Sequential} of ordinary modules: it is written to JSON and saved as
 * such.
 *
 * <p>Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016, section
 * 4.2: 20 layers have 0.27 million parameters, 32 0.46, 44 0.66, 56 0.85 and 110 1.7.
 *
 * @param depth the number of layers with weights, 6 n + 2
 * @param classes the number of outputs, at least 1
 * @param connections whether there are shortcuts, and of which kind
 * @param order the order of operations; of a plain network, whether the activation comes first
 * @param norm the normalizer
 * @param branchEnd what comes at the end of every branch, such as stochastic depth; empty for
 *     nothing
 */
public record CifarResNet(
    int depth,
    int classes,
    Connections connections,
    OperationOrder order,
    Normalizer.Config norm,
    Optional<Module.Config> branchEnd) {
  private static final int[] CHANNELS = {16, 32, 64};

  /** The ways past the blocks. */
  public enum Connections {
    /** None: the plain twin. */
    PLAIN,
    /** The identity, and where the size changes zeros for new channels: option A of the paper. */
    ZERO_PADDED,
    /** The identity, and where the size changes a convolution 1×1 and a normalizer: option B. */
    PROJECTED
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if the depth is not 6 n + 2 for an n of at least 1, or there
   *     is no class
   */
  public CifarResNet {
    Settings.require(
        depth >= 8 && depth % 6 == 2,
        "cifar-res-net",
        "depth",
        "6 n + 2 for an n of at least 1, such as 20, 32, 44, 56 or 110",
        depth);
    Settings.requireSize("cifar-res-net", "classes", classes);
  }

  /**
   * Returns the network of the paper: ten classes, option A, batch normalization.
   *
   * @param depth the number of layers with weights: 20, 32, 44, 56, 110, or another 6 n + 2
   * @throws IllegalArgumentException if the depth is none of them
   */
  public static CifarResNet ofDepth(int depth) {
    return new CifarResNet(
        depth,
        10,
        Connections.ZERO_PADDED,
        OperationOrder.ADDITION_BEFORE_LAST_ACTIVATION,
        new BatchNorm.Config(),
        Optional.empty());
  }

  /** Returns the same network without shortcuts. */
  public CifarResNet plain() {
    return with(Connections.PLAIN);
  }

  /** Returns the same network with other ways past its blocks. */
  public CifarResNet with(Connections other) {
    return new CifarResNet(depth, classes, other, order, norm, branchEnd);
  }

  /** Returns the same network with another order of operations. */
  public CifarResNet with(OperationOrder other) {
    return new CifarResNet(depth, classes, connections, other, norm, branchEnd);
  }

  /** Returns the same network with another normalizer. */
  public CifarResNet withNorm(Normalizer.Config other) {
    return new CifarResNet(depth, classes, connections, order, other, branchEnd);
  }

  /** Returns the same network for another number of classes. */
  public CifarResNet withClasses(int number) {
    return new CifarResNet(depth, number, connections, order, norm, branchEnd);
  }

  /** Returns the same network with a module at the end of every branch. */
  public CifarResNet withBranchEnd(Module.Config module) {
    return new CifarResNet(depth, classes, connections, order, norm, Optional.of(module));
  }

  /**
   * Returns the network.
   *
   * @param plugins makes the modules
   */
  public Sequential create(Plugins plugins) {
    return Sequential.of(config(), plugins);
  }

  /** Returns the config of the network. */
  public Sequential.Config config() {
    boolean activationFirst = order == OperationOrder.ACTIVATION_FIRST;
    List<Module.Config> modules = new ArrayList<>();
    modules.add(convolution(CHANNELS[0], 3, 1));
    if (!activationFirst) {
      modules.add(norm);
      modules.add(new Relu());
    }
    int before = CHANNELS[0];
    for (int channels : CHANNELS) {
      for (int block = 0; block < (depth - 2) / 6; block++) {
        int stride = channels == before ? 1 : 2;
        addBlock(modules, channels, stride);
        before = channels;
      }
    }
    if (activationFirst) {
      modules.add(norm);
      modules.add(new Relu());
    }
    modules.add(new GlobalAveragePooling());
    modules.add(Linear.of(classes).withWeight(He.normal()).withBias(Constant.zeros()).config());
    return new Sequential.Config(modules);
  }

  private void addBlock(List<Module.Config> modules, int channels, int stride) {
    ResidualBlock.Config block =
        ResidualBlock.Config.of(
                order, convolution(channels, 3, stride), convolution(channels, 3, 1))
            .withNorm(norm);
    if (branchEnd.isPresent()) {
      block = block.withBranchEnd(branchEnd.get());
    }
    if (connections == Connections.PLAIN) {
      modules.add(plain(block));
    } else if (stride == 1) {
      modules.add(block);
    } else {
      modules.add(block.withShortcut(shortcut(channels, stride)));
    }
  }

  /** Returns the branch of a block, with the activation that the block has after the addition. */
  private static Module.Config plain(ResidualBlock.Config block) {
    List<Module.Config> branch = new ArrayList<>(block.branch());
    block.residual().after().ifPresent(branch::add);
    return new Sequential.Config(branch);
  }

  private Module.Config shortcut(int channels, int stride) {
    return connections == Connections.ZERO_PADDED
        ? new ZeroPaddedShortcut(channels, stride)
        : new Sequential.Config(List.of(convolution(channels, 1, stride), norm));
  }

  private static Module.Config convolution(int channels, int kernel, int stride) {
    return Convolution.of(channels, kernel, kernel)
        .withStride(stride)
        .withPadding(kernel / 2)
        .withWeight(He.normal())
        .withoutBias()
        .config();
  }
}
