package org.gradus.core.plugin.kinds;

import org.gradus.core.plugin.IncludedConfig;

/** A kind that layers include. */
public interface Normalizer extends Layer {
  @Override
  Config config();

  /** What normalizers are made of. */
  interface Config extends Layer.Config, IncludedConfig<NormalizerProvider> {}
}
