package org.gradus.layers.module;

import org.gradus.core.plugin.IncludedConfig;
import org.gradus.core.tensor.Shape;

/**
 * A module that gives the numbers inside a network a mean and a spread that it learns, whatever
 * they were: its result has the shape of its input.
 *
 * <p>It can stand wherever a module can. A block that is made of parts declares this kind for its
 * normalizer, {@code Normalizer.Config norm}, and then takes every normalizer, also one of a
 * plugin, and nothing else.
 *
 * <p>An implementation is listed by a {@link NormalizerProvider}.
 */
public interface Normalizer extends Module {
  /** What a normalizer is configured by: the record that is written to JSON. */
  interface Config extends Module.Config, IncludedConfig<NormalizerProvider> {}

  /** Returns the config that the normalizer was made of. */
  @Override
  Config config();

  /**
   * Returns what a parameter is for: {@link ParameterRole#GAIN} where another module's would be a
   * weight.
   */
  @Override
  default ParameterRole role(String path, Shape shape) {
    ParameterRole role = Module.super.role(path, shape);
    return role == ParameterRole.WEIGHT ? ParameterRole.GAIN : role;
  }

  /**
   * Returns whether the result of one example depends on the other examples of the batch, as it
   * does in the training of batch normalization.
   */
  boolean mixesExamples(Mode mode);
}
