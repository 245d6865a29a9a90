package org.gradus.losses.regression;

import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * The negative log-likelihood under normal distributions whose variance is predicted too: ℓ = (ln v
 * + (μ − t)² / v) / 2, with v at least ε, and + ln(2π) / 2 if in full.
 *
 * <p>Shapes: the prediction (…, 2D) holds means μ in the first half of its last axis and variances
 * in the second; the target t has shape (…, D). {@link #ofDistribution} takes the three apart. The
 * gradient with respect to μ is (μ − t) / v and to the variance (1 / v − (μ − t)² / v²) / 2, as if
 * it were not bounded, so that a variance below ε can grow again.
 *
 * <p>Source: Nix and Weigend, "Estimating the mean and variance of the target probability
 * distribution", 1994.
 *
 * @param reduction of the losses of all elements
 * @param full whether to add the constant ln(2π) / 2; not by default
 * @param epsilon ε, the least variance, above 0; 1e-6 by default
 */
public record GaussianNll(Reduction reduction, boolean full, double epsilon)
    implements AdditiveLoss {
  private static final String NAME = "gaussian-nll";

  /**
   * Checks ε.
   *
   * @throws IllegalArgumentException if ε is not positive
   */
  public GaussianNll {
    Settings.require(
        epsilon > 0 && epsilon < Double.POSITIVE_INFINITY,
        "gaussian-nll",
        "epsilon",
        "a positive number",
        epsilon);
  }

  /** Creates the mean over all elements, without the constant. */
  @Defaults
  public GaussianNll() {
    this(Reduction.MEAN, false, 1e-6);
  }

  /**
   * Returns the loss of means and variances.
   *
   * @param mean μ
   * @param variance in the shape of the mean, or (…, 1): one for all elements of an example
   * @param target t, in the shape of the mean
   * @throws ShapeException if the shapes are not equal; nothing is broadcast
   */
  public Tensor ofDistribution(Tensor mean, Tensor variance, Tensor target) {
    return reduction.of(eachOf(mean, variance, target));
  }

  /**
   * Returns the loss of every element.
   *
   * @param prediction (…, 2D): means, then variances
   * @param target (…, D)
   * @throws ShapeException if the shapes do not fit
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    int axis = prediction.shape().axis(NAME, -1);
    int size = prediction.size(axis);
    if (size % 2 != 0) {
      throw ShapeException.of(
          NAME,
          "the prediction cannot be halved into means and variances",
          "a last axis of even size",
          prediction.shape().toString(),
          prediction.shape());
    }
    Shape half = prediction.shape().withSize(axis, size / 2);
    Shapes.requireTarget(NAME, half, prediction, target);
    return eachOf(
        prediction.slice(axis, 0, size / 2), prediction.slice(axis, size / 2, size), target);
  }

  @Override
  public Shape parts(Tensor prediction) {
    return prediction.shape().withSize(-1, prediction.size(-1) / 2);
  }

  @Override
  public Tensor maskOfPrediction(Tensor mask, Tensor prediction) {
    return Shaping.concatenate(-1, mask, mask);
  }

  private Tensor eachOf(Tensor mean, Tensor variance, Tensor target) {
    Shapes.requireEqual(NAME, mean, target);
    boolean common = mean.rank() > 0 && variance.shape().equals(mean.shape().withSize(-1, 1));
    Tensor own = common ? variance.expand(mean.shape()) : variance;
    Shapes.requireEqual(NAME, mean, own);
    Tensor free = own.detach();
    // The difference is exactly 0, and its gradient that of the variance.
    Tensor bounded = Elementwise.clamp(free, epsilon, Double.POSITIVE_INFINITY).add(own.sub(free));
    Tensor loss = bounded.log().add(mean.sub(target).square().div(bounded)).mul(0.5);
    return full ? loss.add(Math.log(2 * Math.PI) / 2) : loss;
  }
}
