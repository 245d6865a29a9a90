package org.gradus.layers.normalization;

import org.gradus.core.plugin.Plugins;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightedLayer;

/** Makes the layers inside modules that normalize weights. */
final class Weighted {
  private Weighted() {}

  /**
   * Returns the layer of a config.
   *
   * @throws IllegalArgumentException if the component is no weighted layer, against what its config
   *     says
   */
  static WeightedLayer create(String name, WeightedLayer.Config config, Plugins plugins) {
    Module made = plugins.create(config);
    if (made instanceof WeightedLayer layer) {
      return layer;
    }
    throw new IllegalArgumentException(
        "[%s] the layer has no weight of its own: expected a WeightedLayer, got %s."
            .formatted(name, made.getClass().getTypeName()));
  }
}
