package org.gradus.losses.loss;

import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * A loss whose parts are the elements: ℓᵢ = f(pᵢ, tᵢ) for a prediction p and a target t of one
 * shape.
 *
 * <p>The function gives value and derivatives as scalar formulas, which run in one pass, also when
 * they come from a plugin.
 */
public interface ElementwiseLoss extends AdditiveLoss {
  /** Returns f, of the prediction and the target. */
  BinaryFunction function();

  @Override
  default Shape parts(Tensor prediction) {
    return prediction.shape();
  }

  /**
   * Returns the loss of every element.
   *
   * @throws ShapeException if the shapes are not equal; nothing is broadcast
   * @throws org.gradus.core.tensor.DTypeException if the types are not equal and floating-point
   */
  @Override
  default Tensor each(Tensor prediction, Tensor target) {
    BinaryFunction f = function();
    Shapes.requireEqual(f.name(), prediction, target);
    return prediction.combine(f, target);
  }
}
