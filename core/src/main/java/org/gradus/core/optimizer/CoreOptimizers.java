package org.gradus.core.optimizer;

import java.util.List;
import org.gradus.core.plugin.Component;

/** Lists the core's own rule. */
public final class CoreOptimizers implements OptimizerProvider {
  /** Creates the provider; for the service loader. */
  public CoreOptimizers() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends UpdateRule, ?>> components() {
    return List.of(Component.of("sgd", Sgd.class, rule -> rule));
  }
}
