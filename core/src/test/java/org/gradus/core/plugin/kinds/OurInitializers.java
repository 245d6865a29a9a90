package org.gradus.core.plugin.kinds;

import java.util.List;
import org.gradus.core.plugin.Component;

/** Initializers of the reserved namespace. */
public final class OurInitializers implements WeightInitializerProvider {
  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends WeightInitializer, ?>> components() {
    return List.of(Component.of("constant", Constant.Config.class, Constant::new));
  }

  /** One value everywhere. */
  public record Constant(Config config) implements WeightInitializer {
    /** The value. */
    public record Config(double value) implements WeightInitializer.Config {}
  }
}
