package org.gradus.optimizers;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.optimizer.OptimizerProvider;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Component;
import org.gradus.optimizers.rule.Adadelta;
import org.gradus.optimizers.rule.Adagrad;
import org.gradus.optimizers.rule.Adam;
import org.gradus.optimizers.rule.AdamW;
import org.gradus.optimizers.rule.Adamax;
import org.gradus.optimizers.rule.Asgd;
import org.gradus.optimizers.rule.Lamb;
import org.gradus.optimizers.rule.Lion;
import org.gradus.optimizers.rule.NAdam;
import org.gradus.optimizers.rule.RAdam;
import org.gradus.optimizers.rule.RmsProp;
import org.gradus.optimizers.rule.Rprop;

/**
 * Lists this library's rules, but for the core's own. Found by the registry; nobody else needs it.
 */
public final class GradusOptimizers implements OptimizerProvider {
  /** Creates the provider. */
  public GradusOptimizers() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends UpdateRule, ?>> components() {
    return List.of(
        rule("adam", Adam.class),
        rule("adam-w", AdamW.class),
        rule("n-adam", NAdam.class),
        rule("r-adam", RAdam.class),
        rule("adamax", Adamax.class),
        rule("rms-prop", RmsProp.class),
        rule("adagrad", Adagrad.class),
        rule("adadelta", Adadelta.class),
        rule("rprop", Rprop.class),
        rule("asgd", Asgd.class),
        rule("lamb", Lamb.class),
        rule("lion", Lion.class));
  }

  private static <R extends Record & UpdateRule> Component<R, R> rule(String name, Class<R> type) {
    return Component.of(name, type, Function.identity());
  }
}
