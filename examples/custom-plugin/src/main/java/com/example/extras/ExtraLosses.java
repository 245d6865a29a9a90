package com.example.extras;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.LossProvider;

/** Lists our losses. */
public final class ExtraLosses implements LossProvider {
  /** Creates the provider; for the registry. */
  public ExtraLosses() {}

  @Override
  public String namespace() {
    return "extras";
  }

  @Override
  public List<Component<? extends Loss, ?>> components() {
    return List.of(Component.of("focal", Focal.class, focal -> focal));
  }
}
