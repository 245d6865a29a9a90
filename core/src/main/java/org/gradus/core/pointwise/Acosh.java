package org.gradus.core.pointwise;

/**
 * The inverse hyperbolic cosine, y = ln(x + √(x² − 1)) ≥ 0, with y′ = 1/√(x² − 1), infinite at 1.
 * NaN below 1.
 *
 * <p>Computed with t = x − 1 as ln(1 + t + √t √(t + 2)), and as ln(1 + t) + ln 2 above 10⁸, where
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
    V two = lanes.constant(2);
    // Two roots rather than one of the product, which would be positive below −1 too.
    V root = lanes.multiply(lanes.sqrt(t), lanes.sqrt(lanes.add(t, two)));
    V exact = lanes.add(t, root);
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
