package com.example.extras;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;

/** Lists our modules. */
public final class ExtraModules implements ModuleProvider {
  /** Creates the provider; for the registry. */
  public ExtraModules() {}

  @Override
  public String namespace() {
    return "extras";
  }

  @Override
  public List<Component<? extends Module, ?>> components() {
    return List.of(
        Component.of("minimal-gated-unit", MinimalGatedUnit.Config.class, MinimalGatedUnit::new),
        Component.of("snake", Snake.class, snake -> snake));
  }
}
