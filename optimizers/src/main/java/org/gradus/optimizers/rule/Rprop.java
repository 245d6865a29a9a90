package org.gradus.optimizers.rule;

import java.util.List;
import org.gradus.core.json.Defaults;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Settings;
import org.gradus.core.pointwise.Lanes;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * Resilient propagation, for whole data sets: every weight has a step size of its own, which grows
 * while its gradient keeps its sign and shrinks when it changes; the size of the gradient does not
 * matter.
 *
 * <pre>
 * s ← s η₊ if g g′ &gt; 0,  s η₋ if g g′ &lt; 0,  within [least, most];  s = η in the first step
 * g ← 0 if g g′ &lt; 0
 * θ ← θ − s sign(g),   g′ ← g
 * </pre>
 *
 * <p>Source: Riedmiller and Braun, "A direct adaptive method for faster backpropagation learning:
 * the RPROP algorithm", 1993.
 *
 * @param shrink η₋, between 0 and 1; 0.5 by default
 * @param grow η₊ > 1; 1.2 by default
 * @param leastStep at least 0; 1e-6 by default
 * @param mostStep at least the least; 50 by default
 */
public record Rprop(double shrink, double grow, double leastStep, double mostStep)
    implements UpdateRule {
  private static final List<String> STATES = List.of("previous-gradient", "step-size");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  public Rprop {
    Settings.require(
        shrink > 0 && shrink < 1, "rprop", "shrink", "a number between 0 and 1", shrink);
    Settings.require(
        grow > 1 && grow < Double.POSITIVE_INFINITY, "rprop", "grow", "a number above 1", grow);
    Settings.requireNotNegative("rprop", "least step", leastStep);
    Settings.require(
        mostStep >= leastStep, "rprop", "most step", "at least the least step", mostStep);
  }

  /** Takes the usual settings. */
  @Defaults
  public Rprop() {
    this(0.5, 1.2, 1e-6, 50);
  }

  @Override
  public List<String> states() {
    return STATES;
  }

  @Override
  public UpdateFunction at(long step, double learningRate) {
    return new Step(shrink, grow, leastStep, mostStep, step == 1, learningRate);
  }

  /** One step. */
  private record Step(
      double shrink, double grow, double least, double most, boolean first, double rate)
      implements UpdateFunction {
    @Override
    public <V> void update(Lanes<V> lanes, Cursor<V> at) {
      V zero = lanes.constant(0);
      V one = lanes.constant(1);
      V gradient = at.gradient();
      V product = lanes.multiply(gradient, at.state(0));
      V notGrown = lanes.whereGreater(zero, product, lanes.constant(shrink), one);
      V factor = lanes.whereGreater(product, zero, lanes.constant(grow), notGrown);
      V before = first ? lanes.constant(rate) : at.state(1);
      V bounded = lanes.min(lanes.multiply(before, factor), lanes.constant(most));
      V size = lanes.max(bounded, lanes.constant(least));
      V kept = lanes.whereGreater(zero, product, zero, gradient);
      at.setState(0, kept);
      at.setState(1, size);
      V direction = lanes.multiply(Steps.sign(lanes, kept), size);
      at.setParameter(lanes.subtract(at.parameter(), direction));
    }
  }
}
