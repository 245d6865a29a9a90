package org.gradus.core.internal.kernels.vector;

/** Says that a function is too long to become one loop: it must be computed block by block. */
final class TooLong extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final TooLong ONLY = new TooLong();

  private TooLong() {
    super("An elementary function in a fused loop.", null, false, false);
  }

  /** Returns the only one: it carries nothing, not even where it was thrown. */
  static TooLong instance() {
    return ONLY;
  }
}
