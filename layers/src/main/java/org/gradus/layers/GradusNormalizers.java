package org.gradus.layers;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.module.NormalizerProvider;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.normalization.GroupNorm;
import org.gradus.layers.normalization.InstanceNorm;
import org.gradus.layers.normalization.LayerNorm;
import org.gradus.layers.normalization.LocalResponseNorm;
import org.gradus.layers.normalization.RmsNorm;

/** Lists this library's normalizers. Found by the registry; nobody else needs it. */
public final class GradusNormalizers implements NormalizerProvider {
  /** Creates the provider. */
  public GradusNormalizers() {}

  @Override
  public String namespace() {
    return "gradus";
  }

  @Override
  public List<Component<? extends Normalizer, ?>> components() {
    return List.of(
        Component.of("batch-norm", BatchNorm.Config.class, BatchNorm::new),
        Component.of("group-norm", GroupNorm.Config.class, GroupNorm::new),
        Component.of("instance-norm", InstanceNorm.Config.class, InstanceNorm::new),
        Component.of("layer-norm", LayerNorm.Config.class, LayerNorm::new),
        Component.of("local-response-norm", LocalResponseNorm.class, Function.identity()),
        Component.of("rms-norm", RmsNorm.Config.class, RmsNorm::new));
  }
}
