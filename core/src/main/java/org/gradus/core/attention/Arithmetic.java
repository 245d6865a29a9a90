package org.gradus.core.attention;

/**
 * The kernels of attention over arrays of one type.
 *
 * @param <A> {@code float[]} or {@code double[]}
 */
interface Arithmetic<A> {
  /** What a thread needs buffers for. */
  enum Use {
    /** The weights P of a block. */
    WEIGHTS,
    /** The gradient of the weights. */
    UPSTREAM,
    /** The largest score of each line. */
    MAXIMA,
    /** The logarithm of the sum of each line. */
    LOG_SUMS
  }

  /**
   * Returns a buffer of the calling thread, of at least {@code length} elements with any content:
   * grown on demand, kept for the next attention.
   */
  A own(Use use, int length);

  /** Computes a product of matrices, see {@link org.gradus.core.internal.kernels.MatrixProduct}. */
  void multiply(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      A a,
      int aOffset,
      int lda,
      A b,
      int bOffset,
      int ldb,
      boolean accumulate,
      A c,
      int cOffset,
      int ldc);

  /** Sets x = scale · x. */
  void scale(A x, int length, double scale);

  /** Adds numbers of a mask, a step of 0 or 1 apart. */
  void add(A mask, int maskOffset, int step, A x, int xOffset, int length);

  /** Sets a run to −∞. */
  void hide(A x, int from, int to);

  /**
   * Replaces lines by their softmax; lines that are −∞ throughout by 0.
   *
   * @param maxima written, as many as there are lines
   * @param logSums written, as many as there are lines
   */
  void softmax(A x, int lines, int length, A maxima, A logSums);

  /** Sets y = scale · p · (y − Σ p · y) in each line, the derivative of the softmax. */
  void softmaxDerivative(A p, A y, int lines, int length, double scale);
}
