package org.gradus.core.internal.kernels.vector.fusion;

import static org.gradus.core.internal.kernels.vector.fusion.Operation.ABS;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.ADD;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.CHOOSE;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.CONSTANT;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.DIVIDE;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.EQUAL;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.FMA;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.GREATER;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.LITERAL;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.LOAD;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.MAX;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.MIN;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.MULTIPLY;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.NEGATE;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.REPEAT;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.SQRT;
import static org.gradus.core.internal.kernels.vector.fusion.Operation.SUBTRACT;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gradus.core.internal.kernels.vector.fusion.Formula.Step;
import org.gradus.core.internal.kernels.vector.fusion.Formula.Store;
import org.gradus.core.pointwise.Lanes;

/**
 * Lanes that compute nothing and write down the formula instead.
 *
 * <p>Equal steps are written once. Elementary functions are written out, see {@link
 * ElementaryFormulas}; those that a formula cannot express throw {@link NotFusedException}.
 */
public final class FormulaLanes implements Lanes<Value> {
  private final List<Step> steps = new ArrayList<>();
  private final Map<Step, Value> known = new HashMap<>();
  private final List<Store> stores = new ArrayList<>();
  private final List<Float> constants = new ArrayList<>();
  private final ElementaryFormulas elementary = new ElementaryFormulas(this);

  /** Returns what has been written and is needed for what is stored. */
  Formula formula() {
    boolean[] needed = new boolean[steps.size()];
    for (Store store : stores) {
      needed[store.step()] = true;
    }
    for (int i = needed.length - 1; i >= 0; i--) {
      Step step = steps.get(i);
      for (int k = 0; needed[i] && k < step.operation().operands(); k++) {
        needed[step.operand(k)] = true;
      }
    }
    int[] places = new int[needed.length];
    List<Step> kept = new ArrayList<>(needed.length);
    for (int i = 0; i < needed.length; i++) {
      places[i] = kept.size();
      if (needed[i]) {
        kept.add(steps.get(i).moved(places));
      }
    }
    List<Store> moved = new ArrayList<>(stores.size());
    for (Store store : stores) {
      moved.add(new Store(places[store.step()], store.run()));
    }
    return new Formula(kept, moved, constants.size());
  }

  /** Returns the values of the formula's constants. */
  float[] constants() {
    float[] values = new float[constants.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = constants.get(i);
    }
    return values;
  }

  /** Returns the elements of a run, or its one element in all lanes for a step of 0. */
  public Value load(int run, int step) {
    return with(step == 0 ? REPEAT : LOAD, run);
  }

  /** Stores a value as the elements of a run. */
  public void store(Value value, int run) {
    stores.add(new Store(value.step(), run));
  }

  /** Returns a number that is the same for all functions of a class. */
  Value literal(float value) {
    return with(LITERAL, Float.floatToRawIntBits(value));
  }

  /** Writes an operation without a number of its own. */
  Value write(Operation operation, Value... operands) {
    return with(operation, 0, operands);
  }

  /** Writes an operation with a number that belongs to it. */
  Value with(Operation operation, int immediate, Value... operands) {
    int first = operands.length > 0 ? operands[0].step() : 0;
    int second = operands.length > 1 ? operands[1].step() : 0;
    int third = operands.length > 2 ? operands[2].step() : 0;
    Step step = new Step(operation, first, second, third, immediate);
    Value next = new Value(steps.size());
    Value earlier = known.putIfAbsent(step, next);
    if (earlier != null) {
      return earlier;
    }
    steps.add(step);
    return next;
  }

  @Override
  public Value constant(double value) {
    constants.add((float) value);
    return with(CONSTANT, constants.size() - 1);
  }

  @Override
  public Value add(Value a, Value b) {
    return write(ADD, a, b);
  }

  @Override
  public Value subtract(Value a, Value b) {
    return write(SUBTRACT, a, b);
  }

  @Override
  public Value multiply(Value a, Value b) {
    return write(MULTIPLY, a, b);
  }

  @Override
  public Value divide(Value a, Value b) {
    return write(DIVIDE, a, b);
  }

  @Override
  public Value fma(Value a, Value b, Value c) {
    return write(FMA, a, b, c);
  }

  @Override
  public Value negate(Value a) {
    return write(NEGATE, a);
  }

  @Override
  public Value abs(Value a) {
    return write(ABS, a);
  }

  @Override
  public Value max(Value a, Value b) {
    return write(MAX, a, b);
  }

  @Override
  public Value min(Value a, Value b) {
    return write(MIN, a, b);
  }

  @Override
  public Value sqrt(Value a) {
    return write(SQRT, a);
  }

  @Override
  public Value whereGreater(Value a, Value b, Value then, Value otherwise) {
    return write(CHOOSE, write(GREATER, a, b), then, otherwise);
  }

  @Override
  public Value whereEqual(Value a, Value b, Value then, Value otherwise) {
    return write(CHOOSE, write(EQUAL, a, b), then, otherwise);
  }

  @Override
  public Value floor(Value a) {
    Value nearest = round(a);
    return whereGreater(nearest, a, subtract(nearest, literal(1)), nearest);
  }

  @Override
  public Value round(Value a) {
    return elementary.round(a);
  }

  @Override
  public Value exp(Value a) {
    return elementary.exp(a);
  }

  @Override
  public Value expm1(Value a) {
    return elementary.expm1(a);
  }

  @Override
  public Value log(Value a) {
    return elementary.log(a);
  }

  @Override
  public Value log1p(Value a) {
    return elementary.log1p(a);
  }

  @Override
  public Value tanh(Value a) {
    return elementary.tanh(a);
  }

  @Override
  public Value sigmoid(Value a) {
    return elementary.sigmoid(a);
  }

  @Override
  public Value erf(Value a) {
    return elementary.erf(a);
  }

  @Override
  public Value atan2(Value y, Value x) {
    return elementary.atan2(y, x);
  }

  /** Returns eᵃ for a ≤ 0, or 0 where that is below e⁻⁸⁷. */
  public Value expOrZero(Value a) {
    return elementary.expOrZero(a);
  }

  /** Returns sin(a + quadrants · π/2) for |a| ≤ 10⁵. */
  public Value sinOfReducible(Value a, int quadrants) {
    return elementary.sinOfReducible(a, quadrants);
  }

  /** Returns aᵇ where that is e^(b ln a). */
  public Value ordinaryPower(Value a, Value b) {
    return elementary.ordinaryPower(a, b);
  }

  @Override
  public Value pow(Value a, Value b) {
    throw new NotFusedException("pow");
  }

  @Override
  public Value sin(Value a) {
    throw new NotFusedException("sin");
  }

  @Override
  public Value cos(Value a) {
    throw new NotFusedException("cos");
  }

  @Override
  public Value erfc(Value a) {
    throw new NotFusedException("erfc");
  }

  @Override
  public Value erfInverse(Value a) {
    throw new NotFusedException("erfInverse");
  }

  @Override
  public Value logGamma(Value a) {
    throw new NotFusedException("logGamma");
  }

  @Override
  public Value digamma(Value a) {
    throw new NotFusedException("digamma");
  }

  @Override
  public Value trigamma(Value a) {
    throw new NotFusedException("trigamma");
  }
}
