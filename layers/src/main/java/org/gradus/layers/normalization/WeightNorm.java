package org.gradus.layers.normalization;

import java.util.Map;
import org.gradus.core.json.Defaults;
import org.gradus.core.normalization.Normalization;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ParameterRole;
import org.gradus.layers.module.WeightedLayer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the weight of a layer a length and a direction of its own: w = g · v / ‖v‖, with a length
 * for each output, or one for all.
 *
 * <p>Parameters: {@code layer/weight} is v, of the layer's shape (outputs, …); {@code gain} g
 * (outputs, 1, …), or () for one length, starts as ‖v‖, so that the layer starts as it would
 * without. The gradient of v is orthogonal to v. Where ‖v‖ is 0 the weight is NaN.
 *
 * <pre>{@code
 * WeightNorm.of(Linear.of(100))
 * }</pre>
 *
 * <p>Source: Salimans and Kingma, "Weight normalization: a simple reparameterization to accelerate
 * training of deep neural networks", 2016.
 */
public final class WeightNorm implements Module {
  private static final String NAME = "weight-norm";

  private final WeightedLayer layer;
  private final Extent extent;
  private @Nullable Parameter gain;

  private WeightNorm(WeightedLayer layer, Extent extent) {
    this.layer = layer;
    this.extent = extent;
  }

  /** What has a length. */
  public enum Extent {
    /** The weights of each output. */
    OUTPUT,
    /** All weights together. */
    WHOLE
  }

  /**
   * What a layer of normalized weight is made of.
   *
   * @param layer the config of the layer
   * @param extent what has a length
   */
  public record Config(WeightedLayer.Config layer, Extent extent) implements Module.Config {
    /** Gives each output a length. */
    @Defaults
    public Config(WeightedLayer.Config layer) {
      this(layer, Extent.OUTPUT);
    }
  }

  /** Returns a layer with a length for each output. */
  public static WeightNorm of(WeightedLayer layer) {
    return new WeightNorm(layer, Extent.OUTPUT);
  }

  /** Returns the layer that is made of a config. */
  public static WeightNorm of(Config config, Plugins plugins) {
    return new WeightNorm(WeightedLayer.create(NAME, config.layer, plugins), config.extent);
  }

  /** Returns a layer like this one, over the same inner layer, with other lengths. */
  public WeightNorm withExtent(Extent other) {
    return new WeightNorm(layer, other);
  }

  @Override
  public Config config() {
    return new Config(layer.config(), extent);
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    if (gain != null) {
      throw BuildException.builtBefore(NAME, construction);
    }
    Shape output = construction.build("layer", layer, input);
    Tensor v = layer.weight().tensor().detach();
    Tensor norm = v;
    switch (extent) {
      case OUTPUT -> {
        for (int axis = 1; axis < v.rank(); axis++) {
          norm = Reductions.norm(norm, 2, true, axis);
        }
      }
      case WHOLE -> norm = Reductions.norm(v, 2, false);
    }
    Tensor start = norm;
    gain =
        construction.parameter(
            "gain", start.shape(), Fans.of(v.shape()), (dtype, shape, fans, random) -> start);
    return output;
  }

  /**
   * Returns the normalized weight, g · v / ‖v‖.
   *
   * @throws BuildException if the layer is not built
   */
  public Tensor weight() {
    Parameter g = gain;
    if (g == null) {
      throw BuildException.withoutParameters(NAME);
    }
    return Normalization.weight(layer.weight().tensor(), g.tensor());
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    if (gain == null) {
      throw BuildException.notBuilt(NAME, context);
    }
    Tensor weight = weight();
    return context.forward("layer", layer, x, inner -> layer.forward(x, weight, inner), y -> y);
  }

  /** Returns what a parameter is for: g is a gain, and of v only the direction counts. */
  @Override
  public ParameterRole role(String path, Shape shape) {
    return switch (path) {
      case "gain" -> ParameterRole.GAIN;
      case "layer/weight" -> ParameterRole.DIRECTION;
      default -> Module.super.role(path, shape);
    };
  }

  @Override
  public Map<String, Module> children() {
    return Map.of("layer", layer);
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    Parameter g = gain;
    return g == null ? Map.of() : Map.of("gain", g);
  }
}
