package org.gradus.layers.contract;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;

/** Lists the planted module. */
public final class PlantedModules implements ModuleProvider {
  @Override
  public String namespace() {
    return "planted";
  }

  @Override
  public List<Component<? extends Module, ?>> components() {
    return List.of(Component.of("module", Planted.Config.class, Planted::new));
  }
}
