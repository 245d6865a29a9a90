package org.gradus.core.pointwise;

/**
 * A function of two numbers, y = f(a, b), with its partial derivatives.
 *
 * <p>As {@link UnaryFunction}: immutable, a named class, compiled to one loop for each class.
 */
public interface BinaryFunction {
  /** Returns the function's name in messages and graphs, in kebab-case. */
  String name();

  /** Returns f(a, b). */
  <V> V apply(Lanes<V> lanes, V a, V b);

  /** Returns ∂f/∂a. */
  <V> V derivativeA(Lanes<V> lanes, V a, V b);

  /** Returns ∂f/∂b. */
  <V> V derivativeB(Lanes<V> lanes, V a, V b);

  /** Returns whether the derivatives read a and b; false for functions such as the sum. */
  default boolean readsInputs() {
    return true;
  }
}
