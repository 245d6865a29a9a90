package org.gradus.core.pointwise;

/**
 * The inverse hyperbolic sine, y = ln(x + √(x² + 1)), with y′ = 1/√(x² + 1).
 *
 * <p>Computed for a = |x| as ln(1 + a + a²/(1 + √(a² + 1))), and as ln(1 + a) + ln 2 above 10⁸,
 * where the square could overflow and the difference is below rounding.
 */
public record Asinh() implements UnaryFunction {
  @Override
  public String name() {
    return "asinh";
  }

  @Override
  public <V> V apply(Lanes<V> lanes, V x) {
    V a = lanes.abs(x);
    V one = lanes.constant(1);
    V root = lanes.sqrt(lanes.fma(a, a, one));
    V exact = lanes.fma(a, lanes.divide(a, lanes.add(one, root)), a);
    V large = lanes.constant(1e8);
    V log = lanes.log1p(lanes.whereGreater(a, large, a, exact));
    V shift = lanes.whereGreater(a, large, lanes.constant(Math.log(2)), lanes.constant(0));
    return lanes.multiply(new Sign().apply(lanes, x), lanes.add(log, shift));
  }

  @Override
  public <V> V derivative(Lanes<V> lanes, V x, V y) {
    V one = lanes.constant(1);
    return lanes.divide(one, lanes.sqrt(lanes.fma(x, x, one)));
  }

  @Override
  public Reads reads() {
    return Reads.INPUT;
  }
}
