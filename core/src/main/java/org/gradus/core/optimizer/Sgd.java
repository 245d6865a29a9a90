package org.gradus.core.optimizer;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Stochastic gradient descent with momentum (Polyak 1964; Sutskever et al. 2013).
 *
 * <p>With gradient g, parameter θ, learning rate η, momentum μ, dampening τ and weight decay λ:
 *
 * <pre>
 * g ← g + λ θ
 * b ← μ b + (1 − τ) g      (b ← g in the first step)
 * g ← g + μ b              (Nesterov), or g ← b
 * θ ← θ − η g
 * </pre>
 *
 * <p>Without momentum there is no state, and θ ← θ − η (g + λ θ).
 *
 * @param momentum μ ≥ 0
 * @param dampening τ
 * @param weightDecay λ ≥ 0
 * @param nesterov whether to look ahead (Nesterov 1983); needs momentum and no dampening
 * @param maximize whether to climb instead: g ← −g first
 */
public record Sgd(
    double momentum, double dampening, double weightDecay, boolean nesterov, boolean maximize)
    implements MomentumRule {
  private static final List<String> MOMENTUM = List.of("momentum");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range, or Nesterov's form has no momentum
   *     or has dampening
   */
  public Sgd {
    requireNotNegative("momentum", momentum);
    requireNotNegative("weight decay", weightDecay);
    if (!Double.isFinite(dampening)) {
      throw new IllegalArgumentException(
          "[sgd] the dampening is out of range: expected a finite number, got " + dampening + ".");
    }
    if (nesterov && (momentum == 0 || dampening != 0)) {
      throw new IllegalArgumentException(
          "[sgd] Nesterov's form does not fit: expected momentum > 0 and dampening 0, got momentum "
              + momentum
              + " and dampening "
              + dampening
              + ".");
    }
  }

  private static void requireNotNegative(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "[sgd] the "
              + name
              + " is out of range: expected a finite number ≥ 0, got "
              + value
              + ".");
    }
  }

  /** Leaves out what a plain descent does not need. */
  @Defaults
  public Sgd() {
    this(0, 0, 0, false, false);
  }

  /** Returns plain gradient descent. */
  public static Sgd plain() {
    return new Sgd();
  }

  /** Returns gradient descent with momentum. */
  public static Sgd withMomentum(double momentum) {
    return new Sgd(momentum, 0, 0, false, false);
  }

  /** Returns this rule with a weight decay. */
  public Sgd withWeightDecay(double decay) {
    return new Sgd(momentum, dampening, decay, nesterov, maximize);
  }

  /** Returns this rule in Nesterov's form. */
  public Sgd withNesterov() {
    return new Sgd(momentum, dampening, weightDecay, true, maximize);
  }

  /** Returns this rule with dampening. */
  public Sgd withDampening(double factor) {
    return new Sgd(momentum, factor, weightDecay, nesterov, maximize);
  }

  @Override
  public Sgd atMomentum(double newMomentum) {
    return new Sgd(newMomentum, dampening, weightDecay, nesterov, maximize);
  }

  @Override
  public List<String> states() {
    return momentum == 0 ? List.of() : MOMENTUM;
  }

  @Override
  public boolean keepsWhatHasNoGradient() {
    return momentum == 0 && weightDecay == 0;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    double sign = maximize ? -1 : 1;
    if (momentum == 0) {
      return new Plain(learningRate, sign, weightDecay);
    }
    double fresh = step == 1 ? 1 : 1 - dampening;
    return new WithMomentum(learningRate, sign, weightDecay, momentum, fresh, nesterov);
  }

  /** θ ← θ − η (± g + λ θ). */
  private record Plain(double learningRate, double sign, double decay) implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = decayed(lanes, at.gradient(), sign, parameter, decay);
      at.setParameter(lanes.fma(lanes.constant(-learningRate), gradient, parameter));
    }
  }

  /** The step with the buffer b. */
  private record WithMomentum(
      double learningRate,
      double sign,
      double decay,
      double momentum,
      double fresh,
      boolean nesterov)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V parameter = at.parameter();
      V gradient = decayed(lanes, at.gradient(), sign, parameter, decay);
      V mu = lanes.constant(momentum);
      V buffer = lanes.fma(mu, at.state(0), lanes.multiply(lanes.constant(fresh), gradient));
      at.setState(0, buffer);
      V direction = nesterov ? lanes.fma(mu, buffer, gradient) : buffer;
      at.setParameter(lanes.fma(lanes.constant(-learningRate), direction, parameter));
    }
  }

  private static <V> V decayed(Lanes<V> lanes, V gradient, double sign, V parameter, double decay) {
    V signed = sign == 1 ? gradient : lanes.negate(gradient);
    return decay == 0 ? signed : lanes.fma(lanes.constant(decay), parameter, signed);
  }
}
