package org.gradus.core.pointwise;

/**
 * The inverse hyperbolic cosine, y = ln(x + √(x² − 1)) ≥ 0, with y′ = 1/√(x² − 1), infinite at 1.
 * NaN below 1.
 *
 * <p>Computed with t = x − 1 as ln(1 + t + √(t(t + 2))), and as ln(1 + t) + ln 2 above 10⁸, where
 * the square could overflow and the difference is below rounding.
 */
public record Acosh() implements UnaryFunction {
  @Override
  public String name() {
    return "acosh";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V t = lanes.subtract(x, lanes.constant(1));
    V exact = lanes.add(t, lanes.sqrt(lanes.multiply(t, lanes.add(t, lanes.constant(2)))));
    V large = lanes.constant(1e8);
    V log = lanes.log1p(lanes.whereGreater(t, large, t, exact));
    V shift = lanes.whereGreater(t, large, lanes.constant(Math.log(2)), lanes.constant(0));
    return lanes.add(log, shift);
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V one = lanes.constant(1);
    V square = lanes.multiply(lanes.subtract(x, one), lanes.add(x, one));
    return lanes.divide(one, lanes.sqrt(square));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
