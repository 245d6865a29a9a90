package com.example.extras;

import java.util.List;
import org.gradus.core.plugin.Component;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.module.NormalizerProvider;

/** Lists our normalizers. */
public final class ExtraNormalizers implements NormalizerProvider {
  /** Creates the provider; for the registry. */
  public ExtraNormalizers() {}

  @Override
  public String namespace() {
    return "extras";
  }

  @Override
  public List<Component<? extends Normalizer, ?>> components() {
    return List.of(Component.of("pixel-norm", PixelNorm.class, norm -> norm));
  }
}
