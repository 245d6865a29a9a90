package org.gradus.core.internal.kernels;

import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.pointwise.UpdateFunction;

/**
 * A set of numerical loops.
 *
 * <p>Results depend on the arguments only: never on the number of threads, on how work is cut into
 * pieces, or on offsets within the arrays. float64 is always computed by the scalar loops.
 */
public interface Kernels {
  /** Returns {@code "scalar"} or {@code "vector"}. */
  String name();

  /** Returns the name with what it runs on, such as {@code "vector, 16 floats (512 bit)"}. */
  String description();

  /** Returns the matrix product. */
  MatrixProduct matrixProduct();

  /** Returns the matrix product with scattered rows, of which convolutions are made. */
  IndirectProduct indirectProduct();

  /** Returns the loop for a function of one number; one loop for each class of function. */
  UnaryLoop unary(UnaryFunction function);

  /** Returns the loop for a function of two numbers; one loop for each class of function. */
  BinaryLoop binary(BinaryFunction function);

  /** Returns the loop for an optimizer's step; one loop for each class of function. */
  UpdateLoop update(UpdateFunction function);

  /** Returns the reductions of rows and columns. */
  Reductions reductions();

  /** Returns the softmax of lines. */
  SoftmaxLines softmaxLines();

  /**
   * Returns the loops of normalizations in float32; those in float64 are always the scalar ones.
   */
  NormalizationLoops<float[]> normalization();
}
