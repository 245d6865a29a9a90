package org.gradus.core.internal.kernels;

import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * The pointwise loops in plain Java.
 *
 * <p>A run is cut into blocks; a function's operations are loops over blocks. One loop therefore
 * serves all functions: choosing an operation costs once a block rather than once an element.
 */
public final class ScalarPointwise {
  private static final UnaryLoop UNARY = new ScalarUnaryLoop();
  private static final BinaryLoop BINARY = new ScalarBinaryLoop();
  private static final UpdateLoop UPDATE = new ScalarUpdateLoop();

  /** The length of a block: the intermediate results of a usual function fit in the first cache. */
  static final int BLOCK = 512;

  private ScalarPointwise() {}

  /** Returns the loop for a function of one number. */
  public static UnaryLoop unary(UnaryFunction function) {
    return UNARY;
  }

  /** Returns the loop for a function of two numbers. */
  public static BinaryLoop binary(BinaryFunction function) {
    return BINARY;
  }

  /** Returns the loop for an optimizer's step. */
  public static UpdateLoop update(UpdateFunction function) {
    return UPDATE;
  }
}
