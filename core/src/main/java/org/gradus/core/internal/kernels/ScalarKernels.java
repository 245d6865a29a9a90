package org.gradus.core.internal.kernels;

import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.UnaryFunction;

/** The kernels in scalar Java, for both float types and any JVM. */
public final class ScalarKernels implements Kernels {
  private final MatrixProduct matrixProduct = new ScalarMatrixProduct();

  @Override
  public String name() {
    return "scalar";
  }

  @Override
  public String description() {
    return "scalar";
  }

  @Override
  public MatrixProduct matrixProduct() {
    return matrixProduct;
  }

  @Override
  public UnaryLoop unary(UnaryFunction function) {
    throw new UnsupportedOperationException("pointwise loops are being delivered");
  }

  @Override
  public BinaryLoop binary(BinaryFunction function) {
    throw new UnsupportedOperationException("pointwise loops are being delivered");
  }

  @Override
  public Reductions reductions() {
    throw new UnsupportedOperationException("reductions are being delivered");
  }
}
