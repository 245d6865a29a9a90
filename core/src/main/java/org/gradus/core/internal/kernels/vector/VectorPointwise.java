package org.gradus.core.internal.kernels.vector;

import org.gradus.core.internal.kernels.BinaryLoop;
import org.gradus.core.internal.kernels.UnaryLoop;
import org.gradus.core.internal.kernels.UpdateLoop;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * The pointwise loops with the Vector API, one for each class of functions.
 *
 * <p>A function becomes one loop over vectors, generated from its definition, see {@link
 * org.gradus.core.internal.kernels.vector.fusion}. One that uses a function without a formula is
 * computed block by block, see {@link VectorBlocks}.
 *
 * <p>Loops are attached to the functions' classes and go away with them: a plugin can be unloaded.
 */
public final class VectorPointwise {
  private static final ClassValue<UnaryLoop> UNARY =
      new ClassValue<>() {
        @Override
        protected UnaryLoop computeValue(Class<?> function) {
          return new VectorUnaryLoop();
        }
      };

  private static final ClassValue<BinaryLoop> BINARY =
      new ClassValue<>() {
        @Override
        protected BinaryLoop computeValue(Class<?> function) {
          return new VectorBinaryLoop();
        }
      };

  private static final ClassValue<UpdateLoop> UPDATE =
      new ClassValue<>() {
        @Override
        protected UpdateLoop computeValue(Class<?> function) {
          return new VectorUpdateLoop();
        }
      };

  private VectorPointwise() {}

  /** Returns the loop for a function of one number. */
  public static UnaryLoop unary(UnaryFunction function) {
    return UNARY.get(function.getClass());
  }

  /** Returns the loop for a function of two numbers. */
  public static BinaryLoop binary(BinaryFunction function) {
    return BINARY.get(function.getClass());
  }

  /** Returns the loop for an optimizer's step. */
  public static UpdateLoop update(UpdateFunction function) {
    return UPDATE.get(function.getClass());
  }
}
