package org.gradus.core.plugin.kinds;

import org.gradus.core.plugin.ComponentConfig;

/** Another kind, of two words. */
public interface WeightInitializer {
  /** What initializers are made of. */
  interface Config extends ComponentConfig<WeightInitializerProvider> {}
}
