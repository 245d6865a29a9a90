package org.gradus.losses.classification;

import java.util.List;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * The hinge loss of many classes: ℓ = Σ_{k ≠ t} w_t max(0, margin − x_t + x_k)ᵖ / C: the right
 * class should score higher than every other by a margin.
 *
 * <p>Shapes: the prediction x holds scores (N, C), the target the classes (N), INT32 from 0 to C −
 * 1. The gradient at x_k is w_t p max(0, …)ᵖ⁻¹ / C, and minus their sum at x_t.
 *
 * <p>Source: Crammer and Singer, "On the algorithmic implementation of multiclass kernel-based
 * vector machines", 2001 (there with the largest term instead of the sum).
 *
 * @param reduction of the losses of all examples
 * @param power p, 1 or 2; 1 by default
 * @param margin by how much the right class should lead; 1 by default
 * @param classWeights w, one for each class, at least 0; empty, as by default, if all are 1
 */
public record MultiMargin(Reduction reduction, int power, double margin, List<Double> classWeights)
    implements AdditiveLoss {
  private static final String NAME = "multi-margin";

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if the power is neither 1 nor 2, or a weight out of range
   */
  public MultiMargin {
    Settings.requireFinite(NAME, "margin", margin);
    Settings.require(power == 1 || power == 2, NAME, "power", "1 or 2", power);
    classWeights = ClassWeights.checked(NAME, "classWeights", classWeights);
  }

  /** Creates the mean over all examples, power and margin 1. */
  @Defaults
  public MultiMargin() {
    this(Reduction.MEAN, 1, 1, List.of());
  }

  /**
   * Returns the loss of every example.
   *
   * @throws org.gradus.core.tensor.ShapeException if the shapes do not fit
   * @throws org.gradus.core.tensor.DTypeException if the target is not INT32
   * @throws IndexOutOfBoundsException if a class is out of range
   * @throws IllegalArgumentException if there are not as many class weights as classes
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
    Shapes.requireRank(NAME, 2, "scores (N, C)", prediction);
    Shapes.requireTarget(NAME, Shape.of(prediction.size(0)), prediction, target);
    DType dtype = prediction.dtype();
    int classes = prediction.size(1);
    Tensor right = Indexing.gather(prediction, 1, target.unsqueeze(-1));
    Tensor inside = prediction.sub(right).add(margin).relu();
    Tensor powered = power == 1 ? inside : inside.square();
    Tensor others = Indexing.oneHot(target, classes, dtype).neg().add(1);
    Tensor loss = powered.mul(others).mean(-1);
    if (classWeights.isEmpty()) {
      return loss;
    }
    Tensor weights = ClassWeights.tensor(NAME, "classWeights", classWeights, classes, dtype);
    return loss.mul(ClassWeights.ofTargets(weights, target));
  }
}
