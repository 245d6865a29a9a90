package org.gradus.core.internal.kernels.vector.fusion;

/** Says that a function uses another one whose formula is not the same for all numbers. */
final class NotFusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotFusedException(String function) {
    super("[" + function + "] has no formula", null, false, false);
  }
}
