package org.gradus.losses.contract;

import java.util.List;
import java.util.function.Function;
import org.gradus.core.plugin.Component;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.LossProvider;

/** Lists a loss with a fault. */
public final class PlantedLosses implements LossProvider {
  /** What can be wrong. */
  public enum Fault {
    BROADCASTS,
    IS_NOT_FINITE,
    HAS_A_WRONG_GRADIENT,
    HAS_A_WRONG_DIVISOR
  }

  /** The sum of squared errors, with a fault. */
  public record Planted(Fault fault) implements Loss {
    @Override
    public Tensor of(Tensor prediction, Tensor target) {
      if (fault != Fault.BROADCASTS && !prediction.shape().equals(target.shape())) {
        throw ShapeException.of("planted", "shapes differ", "equal ones", "others");
      }
      Tensor p = fault == Fault.HAS_A_WRONG_GRADIENT ? prediction.detach() : prediction;
      Tensor loss = p.sub(target).square().sum();
      return fault == Fault.IS_NOT_FINITE ? loss.mul(Double.NaN) : loss;
    }

    @Override
    public double divisor(Tensor prediction, Tensor target) {
      return fault == Fault.HAS_A_WRONG_DIVISOR ? target.size(0) : 1;
    }
  }

  @Override
  public String namespace() {
    return "planted";
  }

  @Override
  public List<Component<? extends Loss, ?>> components() {
    return List.of(Component.of("loss", Planted.class, Function.identity()));
  }
}
