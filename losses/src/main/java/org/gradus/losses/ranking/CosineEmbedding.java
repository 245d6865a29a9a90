package org.gradus.losses.ranking;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * The loss of pairs of vectors by their angle: ℓ = 1 − cos(x₁, x₂) where t = 1 (they belong
 * together), else max(0, cos(x₁, x₂) − margin). cos(a, b) = a · b / √((a · a + ε)(b · b + ε)), ε =
 * 10⁻¹², so that null vectors do no harm.
 *
 * <p>Shapes: the prediction (N, 2, D) holds the pairs along axis 1; the target t, 1 or −1, has
 * shape (N). {@link #ofPairs} takes the vectors apart.
 *
 * @param reduction of the losses of all pairs
 * @param margin the cosine that others may have, from −1 to 1; 0 by default
 */
public record CosineEmbedding(Reduction reduction, double margin) implements AdditiveLoss {
  private static final String NAME = "cosine-embedding";
  private static final double EPSILON = 1e-12;

  /**
   * Checks the margin.
   *
   * @throws IllegalArgumentException if the margin is beyond −1 and 1
   */
  public CosineEmbedding {
    Settings.require(
        margin >= -1 && margin <= 1, "cosine-embedding", "margin", "a number from -1 to 1", margin);
  }

  /** Creates the mean over all pairs, margin 0. */
  @Defaults
  public CosineEmbedding() {
    this(Reduction.MEAN, 0);
  }

  /**
   * Returns the loss of pairs of vectors.
   *
   * @param first x₁ (N, D)
   * @param second x₂ (N, D)
   * @param target t (N)
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   */
  public Tensor ofPairs(Tensor first, Tensor second, Tensor target) {
    return reduction.of(eachOf(first, second, target));
  }

  @Override
  public Shape parts(Tensor prediction) {
    return Shape.of(prediction.size(0));
  }

  /**
   * Returns the loss of every pair.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    Shapes.requireRank(NAME, 3, "pairs (N, 2, D)", prediction);
    Pairs.require(NAME, prediction, 1, 2, "(N, 2, D)");
    return eachOf(prediction.select(1, 0), prediction.select(1, 1), target);
  }

  private Tensor eachOf(Tensor first, Tensor second, Tensor target) {
    Shapes.requireRank(NAME, 2, "vectors (N, D)", first);
    Shapes.requireEqual(NAME, first, second);
    Shapes.requireTarget(NAME, Shape.of(first.size(0)), first, target);
    Tensor cosine = first.mul(second).sum(-1).div(length(first)).div(length(second));
    Tensor zero = Tensor.zeros(target.dtype(), target.shape());
    return Elementwise.where(target.gt(zero), cosine.neg().add(1), cosine.sub(margin).relu());
  }

  private static Tensor length(Tensor x) {
    return x.square().sum(-1).add(EPSILON).sqrt();
  }
}
