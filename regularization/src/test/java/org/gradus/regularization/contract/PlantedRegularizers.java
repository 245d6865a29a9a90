package org.gradus.regularization.contract;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.regularizer.Regularizer;
import org.gradus.regularization.regularizer.RegularizerProvider;

/** Lists regularizers of every kind, and one with a fault. */
public final class PlantedRegularizers implements RegularizerProvider {
  /** What can be wrong. */
  public enum Fault {
    HAS_A_WRONG_GRADIENT,
    IS_NOT_FINITE,
    CHANGES_PARAMETERS,
    CONSTRAINS_EVER_MORE
  }

  /** A square, with a fault. */
  public record Planted(Fault fault) implements Regularizer {
    @Override
    public Tensor regularized(Objective objective) {
      Parameter weight = objective.parameters().all().get("layer/weight");
      Tensor square = weight.tensor().square().sum();
      switch (fault) {
        case HAS_A_WRONG_GRADIENT -> square = square.detach();
        case IS_NOT_FINITE -> square = square.mul(Double.NaN);
        case CHANGES_PARAMETERS -> {
          Tensor result = objective.loss().add(square);
          weight.set(weight.tensor().mul(2));
          return result;
        }
        case CONSTRAINS_EVER_MORE -> {}
      }
      return objective.loss().add(square);
    }

    @Override
    public void constrain(NetworkParameters parameters) {
      if (fault == Fault.CONSTRAINS_EVER_MORE) {
        parameters.all().values().forEach(p -> p.set(p.tensor().mul(0.5)));
      }
    }
  }

  /** The squared norm of the gradient, the implicit regularization of gradient descent. */
  public record GradientNorm(double strength) implements Regularizer {
    @Override
    public Tensor regularized(Objective objective) {
      Parameter weight = objective.parameters().all().get("layer/weight");
      Tensor gradient = Backward.of(objective.loss()).differentiable().run().of(weight);
      return objective.loss().add(gradient.square().sum().mul(strength));
    }
  }

  /** Keeps the weight at length 1. */
  public record UnitNorm() implements Regularizer {
    @Override
    public void constrain(NetworkParameters parameters) {
      Parameter weight = parameters.all().get("layer/weight");
      weight.set(weight.tensor().div(weight.tensor().square().sum().sqrt()));
    }
  }

  @Override
  public String namespace() {
    return "planted";
  }

  @Override
  public List<Component<? extends Regularizer, ?>> components() {
    return List.of(
        Component.of("faulty", Planted.class, Function.identity()),
        Component.of("gradient-norm", GradientNorm.class, Function.identity()),
        Component.of("unit-norm", UnitNorm.class, Function.identity()));
  }
}
