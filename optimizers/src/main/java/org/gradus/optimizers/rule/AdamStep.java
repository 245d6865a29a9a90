package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * A step of {@link Adam} or {@link AdamW}.
 *
 * @param rate η / (1 − β₁ᵗ)
 * @param root √(1 − β₂ᵗ)
 * @param decay what is added of θ to the gradient
 * @param shrink what θ is multiplied by first
 */
record AdamStep(
    double beta1,
    double beta2,
    double epsilon,
    double rate,
    double root,
    double decay,
    double shrink,
    boolean amsgrad,
    boolean maximize)
    implements UpdateFunction {
  private static final List<String> STATES = List.of("mean", "square");
  private static final List<String> AMSGRAD_STATES = List.of("mean", "square", "largest-square");

  /** Returns the names of the states. */
  static List<String> states(boolean amsgrad) {
    return amsgrad ? AMSGRAD_STATES : STATES;
  }

  @Override
  public <V> void update(Lanes<V> lanes, Cursor<V> at) {
    V parameter = at.parameter();
    V gradient = Steps.decayed(lanes, at.gradient(), maximize, parameter, decay);
    V mean = Steps.average(lanes, beta1, at.state(0), gradient);
    V square = Steps.averageOfSquares(lanes, beta2, at.state(1), gradient);
    at.setState(0, mean);
    at.setState(1, square);
    V divisor = square;
    if (amsgrad) {
      divisor = lanes.max(at.state(2), square);
      at.setState(2, divisor);
    }
    V scale =
        lanes.add(
            lanes.multiply(lanes.sqrt(divisor), lanes.constant(1 / root)), lanes.constant(epsilon));
    V shrunk = shrink == 1 ? parameter : lanes.multiply(lanes.constant(shrink), parameter);
    at.setParameter(Steps.down(lanes, shrunk, rate, lanes.divide(mean, scale)));
  }
}
