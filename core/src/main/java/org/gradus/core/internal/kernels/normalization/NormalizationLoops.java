package org.gradus.core.internal.kernels.normalization;

/**
 * The loops of which normalizations are made, forward and backward, over arrays of one type, so
 * that a normalization is written once for both.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
public interface NormalizationLoops<A> {
  /** Returns a new array of zeros. */
  A array(int length);

  /** Returns x[i]. */
  double get(A x, int i);

  /** Sets x[i]. */
  void set(A x, int i, double value);

  /** Returns the loops over runs. */
  RunLoops<A> runs();

  /** Returns the loops over columns. */
  ColumnLoops<A> columns();

  /** Returns the loops over lines. */
  LineLoops<A> lines();
}
