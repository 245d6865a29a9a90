package org.gradus.lecture.regularization;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.implicit.DescentPenalty;
import org.gradus.regularization.implicit.StochasticDescentPenalty;

/** The loss of {@link TwoWeights}, and what descent in steps of η makes of it. */
enum ModifiedLoss {
  /** The loss itself. */
  L(2) {
    @Override
    Tensor of(Parameter phi, double eta) {
      return TwoWeights.mean(TwoWeights.losses(phi.tensor()));
    }
  },

  /** What gradient descent follows: L + η/4 ‖∇L‖². */
  L_GD(2) {
    @Override
    Tensor of(Parameter phi, double eta) {
      NetworkParameters parameters = new NetworkParameters(Map.of("phi", phi), Set.of());
      return new DescentPenalty(eta).regularized(new Objective(L.of(phi, eta), parameters));
    }
  },

  /** What stochastic gradient descent follows: L_GD + η/4B Σ ‖∇L_b − ∇L‖². */
  L_SGD(3) {
    @Override
    Tensor of(Parameter phi, double eta) {
      return StochasticDescentPenalty.of(TwoWeights.losses(phi.tensor()), List.of(phi), eta);
    }
  };

  private final int power;

  ModifiedLoss(int power) {
    this.power = power;
  }

  /** Returns the loss of weights. */
  abstract Tensor of(Parameter phi, double eta);

  /** Returns the power of η with which one epoch of descent is off from gradient flow on this. */
  int power() {
    return power;
  }

  /** Returns what pictures and claims call the flow. */
  String flow() {
    return "flow on " + name();
  }
}
