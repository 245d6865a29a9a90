package org.gradus.layers.recurrent;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;

/** Lists a cell that is not this library's. */
public final class StrangersCells implements ModuleProvider {
  @Override
  public String namespace() {
    return "stranger";
  }

  @Override
  public List<Component<? extends Module, ?>> components() {
    return List.of(Component.of("leaky", LeakyCell.Config.class, LeakyCell::new));
  }
}
