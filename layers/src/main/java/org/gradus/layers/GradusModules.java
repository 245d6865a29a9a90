package org.gradus.layers;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.layers.activation.Activation;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.activation.Sigmoid;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.gradus.layers.recurrent.Recurrent;

/** Lists this library's modules. Found by the registry; nobody else needs it. */
public final class GradusModules implements ModuleProvider {
  /** Creates the provider. */
  public GradusModules() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Module, ?>> components() {
    return List.of(
        Component.of("linear", Linear.Config.class, Linear::new),
        Component.composite("recurrent", Recurrent.Config.class, Recurrent::of),
        Component.composite("sequential", Sequential.Config.class, Sequential::of),
        activation("relu", Relu.class),
        activation("sigmoid", Sigmoid.class),
        activation("tanh", Tanh.class));
  }

  private static <A extends Record & Activation> Component<A, A> activation(
      String name, Class<A> type) {
    return Component.of(name, type, Function.identity());
  }
}
