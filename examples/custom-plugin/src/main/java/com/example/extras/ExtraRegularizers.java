package com.example.extras;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.regularization.regularizer.Regularizer;
import org.gradus.regularization.regularizer.RegularizerProvider;

/** Lists our regularizers. */
public final class ExtraRegularizers implements RegularizerProvider {
  /** Creates the provider; for the registry. */
  public ExtraRegularizers() {}

  @Override
  public String namespace() {
    return "extras";
  }

  @Override
  public List<Component<? extends Regularizer, ?>> components() {
    return List.of(Component.of("cauchy-penalty", CauchyPenalty.class, penalty -> penalty));
  }
}
