package org.gradus.layers.contract;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.InitializerProvider;

/** Lists the planted initializer. */
public final class PlantedInitializers implements InitializerProvider {
  @Override
  public String namespace() {
    return "planted";
  }

  @Override
  public List<Component<? extends Initializer, ?>> components() {
    return List.of(Component.of("start", Planted.Start.class, Function.identity()));
  }
}
