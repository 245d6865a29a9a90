package org.gradus.layers.normalization;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.WeightedLayer;

/**
 * Makes batch norms disappear into the layers before them, for inference: with s = w / √(σ² + ε),
 * the layer's weight W becomes s · W, and its bias s · (bias − μ) + b.
 *
 * <p>That is the same function only where the outputs of the layer are the channels of the batch
 * norm, those on axis 1. Convolutions put them there; {@link org.gradus.layers.linear.Linear} puts
 * them last, which is axis 1 for inputs (N, in), but not for sequences (N, T, in). The batch norm
 * must therefore be built for, and used with, inputs of as many axes as the weight has.
 */
public final class BatchNormFolding {
  private BatchNormFolding() {}

  /**
   * Returns a layer, built, that does what the layer and a batch norm after it do in evaluation.
   * Neither is changed.
   *
   * @throws IllegalStateException if one is not built, or the batch norm has no running statistics
   * @throws ShapeException if the batch norm was built for other channels than the layer's outputs,
   *     or for inputs of another rank than the layer's weight
   */
  public static WeightedLayer fold(WeightedLayer layer, BatchNorm batchNorm) {
    Tensor scale = batchNorm.evaluationScale();
    Shape weight = layer.weight().tensor().shape();
    if (!fits(weight, batchNorm)) {
      throw ShapeException.of(
          "batch-norm-folding",
          "the channels of the batch norm are not the outputs of the layer",
          "one built for %s axes, %s channels on axis 1".formatted(weight.rank(), weight.size(0)),
          "%s axes, %s channels".formatted(batchNorm.rank(), scale.size(0)),
          weight);
    }
    return layer.rescaled(scale, batchNorm.evaluationShift());
  }

  /** Returns whether what is on axis 1 for the batch norm are the outputs of a weight. */
  private static boolean fits(Shape weight, BatchNorm batchNorm) {
    return batchNorm.rank() == weight.rank()
        && batchNorm.evaluationScale().size(0) == weight.size(0);
  }

  /**
   * Returns a sequence that does what another one does in evaluation, with every batch norm that
   * follows a weighted layer whose outputs are its channels folded into it, in sequences within it
   * too. All other modules are the same objects, and the sequence is not changed.
   *
   * @throws IllegalStateException as {@link #fold(WeightedLayer, BatchNorm)}
   */
  public static Sequential fold(Sequential network) {
    List<Module> folded = new ArrayList<>();
    for (Module module : network.children().values()) {
      int last = folded.size() - 1;
      if (module instanceof BatchNorm batchNorm
          && last >= 0
          && folded.get(last) instanceof WeightedLayer layer
          && fits(layer.weight().tensor().shape(), batchNorm)) {
        folded.set(last, fold(layer, batchNorm));
      } else {
        folded.add(module instanceof Sequential inner ? fold(inner) : module);
      }
    }
    return Sequential.of(folded.toArray(Module[]::new));
  }
}
