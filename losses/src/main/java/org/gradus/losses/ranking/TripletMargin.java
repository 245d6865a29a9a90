package org.gradus.losses.ranking;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * The loss of triples: ℓ = max(0, d(a, p) − d(a, n) + margin): an anchor a should be nearer to a
 * positive p, of its kind, than to a negative n, by a margin. The distance is d(x, y) = ‖x − y +
 * ε‖, of the power of {@code norm}.
 *
 * <p>Shapes: the prediction holds the anchors (N, D), the target the positives and negatives (N, 2,
 * D), along axis 1; gradients flow to both. {@link #ofTriples} takes the three apart.
 *
 * <p>With {@code swap} the negative's distance is the lesser of those to the anchor and to the
 * positive (Balntas et al., "Learning local feature descriptors with triplets and shallow
 * convolutional neural networks", 2016).
 *
 * <p>Source: Schroff, Kalenichenko and Philbin, "FaceNet", 2015.
 *
 * @param reduction of the losses of all triples
 * @param margin how much nearer; 1 by default
 * @param norm the power of the norm, at least 1; 2 by default
 * @param epsilon ε, keeps the gradient of the distance of equal vectors finite; 1e-6 by default
 * @param swap whether to take the lesser distance; not by default
 */
public record TripletMargin(
    Reduction reduction, double margin, double norm, double epsilon, boolean swap)
    implements AdditiveLoss {
  private static final String NAME = "triplet-margin";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if the norm's power is below 1 or ε negative
   */
  public TripletMargin {
    Settings.requireFinite(NAME, "margin", margin);
    Settings.require(norm >= 1, "triplet-margin", "norm", "a number of at least 1", norm);
    Settings.require(
        epsilon >= 0 && epsilon < Double.POSITIVE_INFINITY,
        "triplet-margin",
        "epsilon",
        "a number of at least 0",
        epsilon);
  }

  /** Creates the mean over all triples, margin 1, Euclidean. */
  @Defaults
  public TripletMargin() {
    this(Reduction.MEAN, 1, 2, 1e-6, false);
  }

  /**
   * Returns the loss of triples.
   *
   * @param anchor (N, D)
   * @param positive (N, D)
   * @param negative (N, D)
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   */
  public Tensor ofTriples(Tensor anchor, Tensor positive, Tensor negative) {
    return reduction.of(eachOf(anchor, positive, negative));
  }

  /**
   * Returns the loss of every triple.
   *
   * @param prediction the anchors (N, D)
   * @param target the positives and negatives (N, 2, D)
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    Shapes.requireRank(NAME, 3, "positives and negatives (N, 2, D) as target", target);
    Pairs.require(NAME, target, 1, 2, "positives and negatives (N, 2, D) as target");
    return eachOf(prediction, target.select(1, 0), target.select(1, 1));
  }

  private Tensor eachOf(Tensor anchor, Tensor positive, Tensor negative) {
    Shapes.requireRank(NAME, 2, "anchors (N, D)", anchor);
    Shapes.requireEqual(NAME, anchor, positive);
    Shapes.requireEqual(NAME, anchor, negative);
    Tensor far = distance(anchor, negative);
    Tensor farther = swap ? Elementwise.minimum(far, distance(positive, negative)) : far;
    return distance(anchor, positive).sub(farther).add(margin).relu();
  }

  private Tensor distance(Tensor a, Tensor b) {
    return Reductions.pairwiseDistance(a, b, norm, epsilon);
  }
}
