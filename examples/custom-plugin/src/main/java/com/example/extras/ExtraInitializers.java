package com.example.extras;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.initialization.InitializerProvider;

/** Lists our initializers. */
public final class ExtraInitializers implements InitializerProvider {
  /** Creates the provider; for the registry. */
  public ExtraInitializers() {}

  @Override
  public String namespace() {
    return "extras";
  }

  @Override
  public List<Component<? extends Initializer, ?>> components() {
    return List.of(Component.of("chrono", Chrono.class, chrono -> chrono));
  }
}
