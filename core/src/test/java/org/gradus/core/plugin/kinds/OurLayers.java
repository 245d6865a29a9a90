package org.gradus.core.plugin.kinds;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Component;
import org.gradus.core.plugin.Plugins;

/** Layers of the reserved namespace. */
public final class OurLayers implements LayerProvider {
  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Layer, ?>> components() {
    return List.of(
        Component.of("linear", Linear.Config.class, Linear::new),
        Component.of("relu", Relu.Config.class, Relu::new),
        Component.composite("sequential", Sequential.Config.class, Sequential::new));
  }

  /** A layer that holds a component of another kind. */
  public record Linear(Config config) implements Layer {
    /** Sizes, and how the weight starts. */
    public record Config(int in, int out, boolean bias, WeightInitializer.Config weight)
        implements Layer.Config {
      /** Refuses sizes below one. */
      public Config {
        if (in < 1 || out < 1) {
          throw new IllegalArgumentException(
              "[linear] sizes are too small: expected at least 1, got " + in + " and " + out + ".");
        }
      }

      /** Has a bias, and constant weights. */
      @Defaults
      public Config(int in, int out) {
        this(in, out, true, new OurInitializers.Constant.Config(0.5));
      }
    }
  }

  /** A layer without options. */
  public record Relu(Config config) implements Layer {
    /** Nothing. */
    public record Config() implements ActivationConfig {}
  }

  /** A layer of layers. */
  public record Sequential(Config config, List<Layer> layers) implements Layer {
    Sequential(Config config, Plugins plugins) {
      this(config, config.layers().stream().map(plugins::create).toList());
    }

    /** The layers, in order. */
    public record Config(List<Layer.Config> layers) implements Layer.Config {}
  }
}
