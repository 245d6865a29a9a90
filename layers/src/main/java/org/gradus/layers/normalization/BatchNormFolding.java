package org.gradus.layers.normalization;

import java.util.ArrayList;
import java.util.List;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightedLayer;

/**
 * Makes batch norms disappear into the layers before them, for inference: with s = w / √(σ² + ε),
 * the layer's weight W becomes s · W, and its bias s · (bias − μ) + b.
 */
public final class BatchNormFolding {
  private BatchNormFolding() {}

  /**
   * Returns a layer, built, that does what the layer and a batch norm after it do in evaluation.
   * Neither is changed.
   *
   * @throws IllegalStateException if one is not built, or the batch norm has no running statistics
   */
  public static WeightedLayer fold(WeightedLayer layer, BatchNorm batchNorm) {
    return layer.rescaled(batchNorm.evaluationScale(), batchNorm.evaluationShift());
  }

  /**
   * Returns a sequence that does what another one does in evaluation, with every batch norm that
   * follows a weighted layer folded into it, in sequences within it too. All other modules are the
   * same objects, and the sequence is not changed.
   *
   * @throws IllegalStateException as {@link #fold(WeightedLayer, BatchNorm)}
   */
  public static Sequential fold(Sequential network) {
    List<Module> folded = new ArrayList<>();
    for (Module module : network.children().values()) {
      int last = folded.size() - 1;
      if (module instanceof BatchNorm batchNorm
          && last >= 0
          && folded.get(last) instanceof WeightedLayer layer) {
        folded.set(last, fold(layer, batchNorm));
      } else {
        folded.add(module instanceof Sequential inner ? fold(inner) : module);
      }
    }
    return Sequential.of(folded.toArray(Module[]::new));
  }
}
