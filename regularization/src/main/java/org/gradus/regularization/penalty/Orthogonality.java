package org.gradus.regularization.penalty;

import org.gradus.core.json.Defaults;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.regularization.regularizer.Penalty;
import org.gradus.regularization.regularizer.Selection;

/**
 * Draws the rows of weights towards orthonormal ones: L + λ ‖W Wᵀ − I‖²_F, W being the weight as a
 * matrix (outputs, all else); of a matrix with more rows than columns, λ ‖Wᵀ W − I‖²_F, its
 * columns. Its gradient is 4 λ (W Wᵀ − I) W. Singular values near 1 let signals and gradients
 * through at their size.
 *
 * <p>Source: Brock, Lim, Ritchie and Weston, "Neural photo editing with introspective adversarial
 * networks", 2017; Bansal, Chen and Wang, "Can we gain more from orthogonality regularizations in
 * training deep networks?", 2018.
 *
 * @param strength λ, a finite number of at least 0
 * @param on which parameters
 */
public record Orthogonality(double strength, Selection on) implements Penalty {
  /**
   * Checks the strength.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public Orthogonality {
    Settings.requireNotNegative("orthogonality", "strength", strength);
  }

  /** Penalizes all weights, and no biases or normalizers. */
  @Defaults
  public Orthogonality(double strength) {
    this(strength, Selection.weights());
  }

  @Override
  public Tensor of(Tensor weight) {
    Tensor w = Matrix.of(weight);
    boolean tall = w.size(0) > w.size(1);
    Tensor gram = LinearAlgebra.matmul(w, w, tall, !tall);
    Tensor identity = Tensors.eye(w.dtype(), gram.size(0));
    return gram.sub(identity).square().sum().mul(strength);
  }
}
