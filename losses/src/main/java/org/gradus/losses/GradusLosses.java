package org.gradus.losses;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.LossProvider;
import org.gradus.losses.regression.MeanSquaredError;

/** Lists this library's losses. Found by the registry; nobody else needs it. */
public final class GradusLosses implements LossProvider {
  /** Creates the provider. */
  public GradusLosses() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Loss, ?>> components() {
    return List.of(
        loss("cross-entropy", CrossEntropy.class),
        loss("mean-squared-error", MeanSquaredError.class));
  }

  private static <L extends Record & Loss> Component<L, L> loss(String name, Class<L> type) {
    return Component.of(name, type, Function.identity());
  }
}
