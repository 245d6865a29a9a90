package org.gradus.core.internal.kernels;

import org.gradus.core.internal.kernels.normalization.FloatNormalization;
import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.pointwise.UpdateFunction;

/** The kernels in scalar Java, for both float types and any JVM. */
public final class ScalarKernels implements Kernels {
  private final Reductions reductions = new ScalarReductions();
  private final SoftmaxLines softmaxLines = new LineByLineSoftmax(reductions);
  private final MatrixProduct matrixProduct = new ScalarMatrixProduct();
  private final IndirectProduct indirectProduct = new ScalarIndirectProduct();

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
  public IndirectProduct indirectProduct() {
    return indirectProduct;
  }

  @Override
  public UnaryLoop unary(UnaryFunction function) {
    return ScalarPointwise.unary(function);
  }

  @Override
  public BinaryLoop binary(BinaryFunction function) {
    return ScalarPointwise.binary(function);
  }

  @Override
  public UpdateLoop update(UpdateFunction function) {
    return ScalarPointwise.update(function);
  }

  @Override
  public Reductions reductions() {
    return reductions;
  }

  @Override
  public SoftmaxLines softmaxLines() {
    return softmaxLines;
  }

  @Override
  public NormalizationLoops<float[]> normalization() {
    return FloatNormalization.SCALAR;
  }
}
