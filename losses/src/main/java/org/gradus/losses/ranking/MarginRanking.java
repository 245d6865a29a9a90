package org.gradus.losses.ranking;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * The loss of pairs of scores, one of which should be higher: ℓ = max(0, margin − t (x₁ − x₂)),
 * where t = 1 if the first should be higher and −1 if the second should.
 *
 * <p>Shapes: the prediction (…, 2) holds the pairs along its last axis, the target t has shape (…).
 * {@link #ofPairs} takes the scores apart. The gradient with respect to x₁ is −t within the margin,
 * else 0; that with respect to x₂ its opposite.
 *
 * @param reduction of the losses of all pairs
 * @param margin by how much it should be higher; 0 by default
 */
public record MarginRanking(Reduction reduction, double margin) implements AdditiveLoss {
  private static final String NAME = "margin-ranking";

  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if it is not finite
   */
  public MarginRanking {
    Settings.requireFinite(NAME, "margin", margin);
  }

  /** Creates the mean over all pairs, without a margin. */
  @Defaults
  public MarginRanking() {
    this(Reduction.MEAN, 0);
  }

  /**
   * Returns the loss of pairs of scores.
   *
   * @param first x₁
   * @param second x₂, in the shape of the first
   * @param target t, in the shape of the first
   * @throws org.gradus.core.tensor.ShapeException if the shapes are not equal; nothing is broadcast
   */
  public Tensor ofPairs(Tensor first, Tensor second, Tensor target) {
    return reduction.of(eachOf(first, second, target));
  }

  /**
   * Returns the loss of every pair.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    Pairs.require(NAME, prediction, prediction.rank() - 1, 2, "(…, 2)");
    Shapes.requireTarget(NAME, prediction.shape().reduced(false, -1), prediction, target);
    return eachOf(prediction.select(-1, 0), prediction.select(-1, 1), target);
  }

  private Tensor eachOf(Tensor first, Tensor second, Tensor target) {
    Shapes.requireEqual(NAME, first, second);
    Shapes.requireEqual(NAME, first, target);
    return target.mul(second.sub(first)).add(margin).relu();
  }
}
