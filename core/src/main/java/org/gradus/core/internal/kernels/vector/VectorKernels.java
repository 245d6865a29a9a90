package org.gradus.core.internal.kernels.vector;

import org.gradus.core.internal.kernels.BinaryLoop;
import org.gradus.core.internal.kernels.IndirectProduct;
import org.gradus.core.internal.kernels.MatrixProduct;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.internal.kernels.SimdKernels;
import org.gradus.core.internal.kernels.SoftmaxLines;
import org.gradus.core.internal.kernels.UnaryLoop;
import org.gradus.core.internal.kernels.UpdateLoop;
import org.gradus.core.internal.kernels.normalization.FloatNormalization;
import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.pointwise.BinaryFunction;
import org.gradus.core.pointwise.UnaryFunction;
import org.gradus.core.pointwise.UpdateFunction;

/** The kernels on the Vector API: float32 in vectors, float64 in scalar Java. */
public final class VectorKernels implements SimdKernels {
  private final Reductions reductions = new VectorReductions();
  private final SoftmaxLines softmaxLines = new VectorSoftmaxLines(reductions);
  private final MatrixProduct matrixProduct = new VectorMatrixProduct();
  private final IndirectProduct indirectProduct = new VectorIndirectProduct();
  private final NormalizationLoops<float[]> normalization =
      new FloatNormalization(
          new VectorRunLoops(reductions), new VectorColumnLoops(), new VectorLineLoops());

  /** Makes the kernels; a service provider is made like this. */
  public VectorKernels() {
    FirstUse.ofOperations();
  }

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public int lanes() {
    return RegisterTiles.L;
  }

  @Override
  public String description() {
    return "vector, " + lanes() + " floats (" + lanes() * Float.SIZE + " bit)";
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
    return VectorPointwise.unary(function);
  }

  @Override
  public BinaryLoop binary(BinaryFunction function) {
    return VectorPointwise.binary(function);
  }

  @Override
  public UpdateLoop update(UpdateFunction function) {
    return VectorPointwise.update(function);
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
    return normalization;
  }
}
