package org.gradus.core.recurrent;

import org.gradus.core.pointwise.UnaryFunction;

/**
 * The loops of {@link Gates} over whole buffers of one type, from index 0.
 *
 * @param <A> float[] or double[]
 */
interface GateLoops<A> {
  /** Returns a new buffer. */
  A buffer(int length);

  /** Sets x to f(x). */
  void apply(UnaryFunction f, A x, int length);

  /** Sets dx to dy · f′, by the result y. */
  void derivative(UnaryFunction f, A dy, A y, A dx, int length);

  /** Sets y to y + p · x, from an index on, where p is part of an array of its own. */
  void addProduct(Object ps, int from, A x, A y, int start, int length);

  /** Sets y to y + x. */
  void add(A x, A y, int length);

  /** Sets y to y · x. */
  void multiply(A x, A y, int length);

  /** Sets y to y + a · b. */
  void addProduct(A a, A b, A y, int length);

  /** Sets c to f · c + i · g. */
  void blend(A f, A c, A i, A g, int length);

  /** Sets h to n + z · (h − n). */
  void interpolate(A z, A n, A h, int length);

  /** Sets dh to the gradient by the sum o, and adds that by c to dc. */
  void outputGradient(A o, A tanh, A dh, A dc, int length);

  /** Sets i, f and g to the gradients by their sums, and dc to that by c before the step. */
  void cellGradient(A i, A f, A g, A c, A dc, int length);

  /** Sets h to the gradient by the sum z, n to that by its sum, and dh to dh · z. */
  void updateGradient(A z, A n, A h, A dh, int length);

  /** Sets r to the gradient by its sum and dn, that by the sum n, to that by q. */
  void resetGradient(A r, A q, A dn, int length);
}
