package org.gradus.core.convolution;

import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Sum;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The convolution of images with a weight, with or without a bias:
 *
 * <p>y[n, m, i, j] = b[m] + Σ_c Σ_u Σ_v w[m, c, u, v] · x[n, c, i · s − p + u · d, j · s − p + v ·
 * d]
 *
 * <p>with stride s, padding p and dilation d of each axis, over the input channels c of m's group.
 * The gradient by the images is the {@link ConvolveTransposed transposed convolution}, that by the
 * weight a {@link ConvolutionWeightGradient}; the three are each other's gradients.
 */
final class Convolve extends Op {
  private final Geometry geometry;

  private Convolve(Geometry geometry) {
    super("convolve");
    this.geometry = geometry;
  }

  static Tensor of(Geometry geometry, Tensor images, Tensor weight) {
    return new Convolve(geometry).apply(images, weight);
  }

  static Tensor of(Geometry geometry, Tensor images, Tensor weight, Tensor bias) {
    return new Convolve(geometry).apply(images, weight, bias);
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Geometry g = geometry;
    Tensor x = inputs[0];
    Tensor weight = inputs[1];
    Tensor y = allocate(x.dtype(), g.results());
    int[] rowShifts = new int[g.kernel()];
    int[] columnShifts = new int[g.kernel()];
    for (int t = 0; t < g.kernel(); t++) {
      int u = t / g.columns().kernel();
      int v = t % g.columns().kernel();
      rowShifts[t] = u * g.rows().dilation() - g.rows().before();
      columnShifts[t] = v * g.columns().dilation() - g.columns().before();
    }
    Correlation.Source source =
        new Correlation.Source(g.batch(), g.groups(), g.groupInputs(), g.height(), g.width());
    Correlation.Target target =
        new Correlation.Target(
            g.groupOutputs(), g.resultPlane(), g.outHeight(), g.outWidth(), 0, g.outWidth(), 1);
    if (y.elements() > 0) {
      Values bias = inputs.length == 3 ? Values.of(inputs[2]) : null;
      new Correlation(
              source, target, g.rows().stride(), g.columns().stride(), rowShifts, columnShifts)
          .run(Values.of(x), Values.of(weight), bias, Values.of(y));
    }
    return y;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor[] gradients = new Tensor[call.inputCount()];
    if (call.needs(0)) {
      gradients[0] = ConvolveTransposed.of(geometry, gradient, call.input(1));
    }
    if (call.needs(1)) {
      gradients[1] = ConvolutionWeightGradient.of(geometry, call.input(0), gradient);
    }
    if (call.inputCount() == 3 && call.needs(2)) {
      gradients[2] = Sum.of(gradient, false, 0, 2, 3);
    }
    return gradients;
  }
}
