package org.gradus.layers.residual;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.Normalizer;

/**
 * A residual connection past a branch of layers, normalizers and activations in a chosen {@link
 * OperationOrder}.
 *
 * <p>In paths the parts are those of a {@link Residual} with a {@link Sequential} branch: {@code
 * branch/0}, {@code branch/1}, …, {@code shortcut}. Linear layers and convolutions before a
 * normalizer need no bias.
 *
 * <pre>{@code
 * ResidualBlock.of(
 *     ResidualBlock.Config.of(OperationOrder.ACTIVATION_FIRST, Linear.of(100).config())
 *         .withNorm(new BatchNorm.Config()),
 *     Plugins.load())
 * }</pre>
 *
 * <p>Source: He, Zhang, Ren and Sun, "Deep residual learning for image recognition", 2016, and
 * "Identity mappings in deep residual networks", 2016.
 */
public final class ResidualBlock implements Module {
  private final Config config;
  private final Residual residual;

  private ResidualBlock(Config config, Residual residual) {
    this.config = config;
    this.residual = residual;
  }

  /**
   * What a residual block is made of.
   *
   * @param order the order of operations
   * @param layers the linear maps or convolutions of the branch, in order, at least one
   * @param activation the activation function
   * @param norm the normalizer; empty for none
   * @param shortcut what comes on the way past the branch, a projection or a {@link
   *     ZeroPaddedShortcut}; empty for nothing
   * @param scale the factor of the branch's result, finite
   * @param branchEnd what comes at the end of the branch, such as stochastic depth; empty for
   *     nothing
   */
  public record Config(
      OperationOrder order,
      List<Module.Config> layers,
      Module.Config activation,
      Optional<Normalizer.Config> norm,
      Optional<Module.Config> shortcut,
      double scale,
      Optional<Module.Config> branchEnd)
      implements Module.Config {
    /**
     * Checks layers and scale.
     *
     * @throws IllegalArgumentException if there is no layer, or the scale is not finite
     */
    public Config {
      layers = List.copyOf(layers);
      Settings.require(!layers.isEmpty(), "residual-block", "layers", "at least one", "none");
      Settings.requireFinite("residual-block", "scale", scale);
    }

    /** Has ReLU, no normalizer, and nothing on the shortcut. */
    @Defaults
    public Config(OperationOrder order, List<Module.Config> layers) {
      this(order, layers, new Relu(), Optional.empty(), Optional.empty(), 1, Optional.empty());
    }

    /**
     * Returns the config of a block with ReLU, without normalizer, and with nothing on the
     * shortcut.
     *
     * @throws IllegalArgumentException if there is no layer
     */
    public static Config of(OperationOrder order, Module.Config... layers) {
      return new Config(order, List.of(layers));
    }

    /** Returns this config with another activation function. */
    public Config withActivation(Module.Config other) {
      return new Config(order, layers, other, norm, shortcut, scale, branchEnd);
    }

    /** Returns this config with a normalizer. */
    public Config withNorm(Normalizer.Config other) {
      return new Config(order, layers, activation, Optional.of(other), shortcut, scale, branchEnd);
    }

    /** Returns this config with a module on the shortcut. */
    public Config withShortcut(Module.Config other) {
      return new Config(order, layers, activation, norm, Optional.of(other), scale, branchEnd);
    }

    /**
     * Returns this config with another factor of the branch's result.
     *
     * @throws IllegalArgumentException if it is not finite
     */
    public Config withScale(double factor) {
      return new Config(order, layers, activation, norm, shortcut, factor, branchEnd);
    }

    /** Returns this config with a module at the end of the branch. */
    public Config withBranchEnd(Module.Config other) {
      return new Config(order, layers, activation, norm, shortcut, scale, Optional.of(other));
    }

    /** Returns the modules of the branch, in order. */
    List<Module.Config> branch() {
      List<Module.Config> branch = new ArrayList<>();
      for (int i = 0; i < layers.size(); i++) {
        boolean last = i == layers.size() - 1;
        if (order == OperationOrder.ACTIVATION_FIRST) {
          norm.ifPresent(branch::add);
          branch.add(activation);
          branch.add(layers.get(i));
        } else {
          branch.add(layers.get(i));
          norm.ifPresent(branch::add);
          if (!last || order == OperationOrder.ACTIVATION_LAST) {
            branch.add(activation);
          }
        }
      }
      branchEnd.ifPresent(branch::add);
      return branch;
    }

    /** Returns the connection that the block is. */
    Residual.Config residual() {
      boolean after = order == OperationOrder.ADDITION_BEFORE_LAST_ACTIVATION;
      return new Residual.Config(
          new Sequential.Config(branch()),
          shortcut,
          scale,
          after ? Optional.of(activation) : Optional.empty());
    }
  }

  /**
   * Returns the block that is made of a config.
   *
   * @param plugins makes the parts
   * @throws org.gradus.core.plugin.UnknownComponentException if it knows none of a config
   */
  public static ResidualBlock of(Config config, Plugins plugins) {
    return new ResidualBlock(config, Residual.of(config.residual(), plugins));
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    return residual.build(input, construction);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return residual.forward(x, context);
  }

  @Override
  public Map<String, Module> children() {
    return residual.children();
  }
}
