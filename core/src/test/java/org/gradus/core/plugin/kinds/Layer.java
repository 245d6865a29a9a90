package org.gradus.core.plugin.kinds;

import org.gradus.core.plugin.ComponentConfig;

/** A kind. */
public interface Layer {
  /** Returns what it was made of. */
  Config config();

  /** What layers are made of. */
  interface Config extends ComponentConfig<LayerProvider> {}

  /** What activations are made of, which can stand wherever layers can. */
  interface ActivationConfig extends Config {}
}
