package org.gradus.layers.module;

import org.gradus.core.plugin.Plugins;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;

/**
 * A layer that multiplies with one weight, (outputs, inputs, …), and can do so with another one in
 * its place: what normalizes weights, or takes in a normalizer that follows, is made for all of
 * them.
 */
public interface WeightedLayer extends Module {
  /**
   * What such a layer is configured by. A config that declares a component of this type takes such
   * layers only, in JSON too.
   */
  interface Config extends Module.Config {}

  @Override
  Config config();

  /**
   * Makes the layer inside a module that changes weights.
   *
   * @param name what messages call that module, in kebab-case
   * @param config of the layer
   * @param plugins makes it
   * @throws org.gradus.core.plugin.UnknownComponentException if it knows none of the config
   * @throws IllegalArgumentException if the component is no weighted layer, against what its config
   *     says
   */
  static WeightedLayer create(String name, Config config, Plugins plugins) {
    Module made = plugins.create(config);
    if (made instanceof WeightedLayer layer) {
      return layer;
    }
    throw new IllegalArgumentException(
        "[%s] the layer has no weight of its own: expected a WeightedLayer, got %s."
            .formatted(name, made.getClass().getTypeName()));
  }

  /**
   * Returns the weight, {@code weight} among the parameters.
   *
   * @throws BuildException if the layer is not built
   */
  Parameter weight();

  /**
   * Runs the layer with another weight.
   *
   * @param weight of the shape of the layer's own
   */
  Tensor forward(Tensor x, Tensor weight, Context context);

  /**
   * Returns a new layer, built, whose result is this one's with every output scaled and shifted: y
   * = scale · (W · x + b) + shift.
   *
   * @param scale (outputs)
   * @param shift (outputs)
   */
  WeightedLayer rescaled(Tensor scale, Tensor shift);
}
