package org.gradus.core.pointwise;

/**
 * A function of one number, y = f(x), with its derivative.
 *
 * <p>Implementations are immutable: records or classes with final fields. Parameters of a function
 * (a slope, a bound) are fields, turned into elements by {@link Lanes#constant}.
 *
 * <p>A function becomes one SIMD loop, generated from what its methods do with lanes: they are
 * called once for all equal functions, so what they compute may depend on their fields alone. There
 * is a loop for each implementing <em>class</em>, so define a named class rather than a lambda.
 * With one of the special functions (sines, powers, gamma functions) in it, each operation is a
 * loop over a block of some hundred elements instead. A function must not run another one's loop.
 */
public interface UnaryFunction {
  /** Returns the function's name in messages and graphs, in kebab-case. */
  String name();

  /** Returns f(x). */
  <V> V apply(Lanes<V> lanes, V x);

  /**
   * Returns f′(x).
   *
   * @param x the input; must not be read unless {@link #reads()} includes it
   * @param y the output f(x); must not be read unless {@link #reads()} includes it
   */
  <V> V derivative(Lanes<V> lanes, V x, V y);

  /** Returns which of x and y the derivative reads, so that the other one need not be kept. */
  Reads reads();

  /** What a derivative is computed from. */
  enum Reads {
    /** A constant derivative. */
    NOTHING(false, false),
    /** The input x only. */
    INPUT(true, false),
    /** The output y only. */
    OUTPUT(false, true),
    /** Both x and y. */
    BOTH(true, true);

    private final boolean input;
    private final boolean output;

    Reads(boolean input, boolean output) {
      this.input = input;
      this.output = output;
    }

    /** Returns whether x is read. */
    public boolean input() {
      return input;
    }

    /** Returns whether y is read. */
    public boolean output() {
      return output;
    }
  }
}
