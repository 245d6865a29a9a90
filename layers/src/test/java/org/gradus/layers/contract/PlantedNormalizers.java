package org.gradus.layers.contract;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.module.NormalizerProvider;

/** Lists the planted normalizer. */
public final class PlantedNormalizers implements NormalizerProvider {
  @Override
  public String namespace() {
    return "planted";
  }

  @Override
  public List<Component<? extends Normalizer, ?>> components() {
    return List.of(Component.of("normalizer", PlantedNormalizer.class, Function.identity()));
  }
}
