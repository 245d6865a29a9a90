package org.gradus.core.convolution;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The gradient of a convolution by its weight, w[m, c, u, v] = Σ_n Σ_i Σ_j y[n, m, i, j] · x[n, c,
 * i · s − p + u · d, j · s − p + v · d], for an upstream gradient y: linear in x and in y.
 */
final class ConvolutionWeightGradient extends Op {
  private final Geometry geometry;

  private ConvolutionWeightGradient(Geometry geometry) {
    super("convolution-weight-gradient");
    this.geometry = geometry;
  }

  /**
   * Returns the gradient.
   *
   * @param geometry that of the convolution
   * @param images what the convolution was given
   * @param results of the shape of what it returned
   */
  static Tensor of(Geometry geometry, Tensor images, Tensor results) {
    return new ConvolutionWeightGradient(geometry).apply(images, results);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor weight = allocate(inputs[0].dtype(), geometry.weight());
    new PatchProducts(geometry).run(Values.of(inputs[0]), Values.of(inputs[1]), Values.of(weight));
    return weight;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {
      call.needs(0) ? ConvolveTransposed.of(geometry, call.input(1), gradient) : null,
      call.needs(1) ? Convolve.of(geometry, call.input(0), gradient) : null
    };
  }
}
