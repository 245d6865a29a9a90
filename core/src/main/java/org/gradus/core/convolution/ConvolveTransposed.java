package org.gradus.core.convolution;

import java.util.Arrays;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Sum;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.jspecify.annotations.Nullable;

/**
 * The transposed convolution: takes what has the shape of a convolution's results to the shape of
 * its images, by the transpose of the linear map that the convolution is, with or without a bias.
 *
 * <p>x[n, c, h, w] = b[c] + Σ_m Σ w[m, c, u, v] · y[n, m, i, j] over all (i, j, u, v) with i · s −
 * p + u · d = h and j · s − p + v · d = w.
 *
 * <p>Images are computed phase by phase: to those rows and columns that leave the same remainder by
 * the stride, the same elements of the kernel contribute, each as a shifted image.
 */
final class ConvolveTransposed extends Op {
  private final Geometry geometry;

  private ConvolveTransposed(Geometry geometry) {
    super("convolve-transposed");
    this.geometry = geometry;
  }

  /**
   * Returns the transposed convolution.
   *
   * @param geometry that of the convolution
   * @param results of the shape of the convolution's results
   */
  static Tensor of(Geometry geometry, Tensor results, Tensor weight) {
    return new ConvolveTransposed(geometry).apply(results, weight);
  }

  /** As {@link #of(Geometry, Tensor, Tensor)}, with a number added to each channel. */
  static Tensor of(Geometry geometry, Tensor results, Tensor weight, Tensor bias) {
    return new ConvolveTransposed(geometry).apply(results, weight, bias);
  }

  /**
   * The elements of a kernel that reach the positions of one phase along an axis.
   *
   * @param first the first position
   * @param positions the number of positions
   * @param taps the elements of the kernel
   * @param shifts where each of them begins
   */
  private record Phase(int first, int positions, int[] taps, int[] shifts) {
    static Phase of(Window window, int size, int first) {
      int[] taps = new int[window.kernel()];
      int[] shifts = new int[window.kernel()];
      int count = 0;
      for (int u = 0; u < window.kernel(); u++) {
        int shift = first + window.before() - u * window.dilation();
        if (Math.floorMod(shift, window.stride()) == 0) {
          taps[count] = u;
          shifts[count] = Math.floorDiv(shift, window.stride());
          count++;
        }
      }
      int positions = (size - first - 1) / window.stride() + 1;
      return new Phase(first, positions, Arrays.copyOf(taps, count), Arrays.copyOf(shifts, count));
    }
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Geometry g = geometry;
    Tensor x = allocate(inputs[0].dtype(), g.images());
    if (x.elements() > 0) {
      for (int r = 0; r < Math.min(g.rows().stride(), g.height()); r++) {
        for (int c = 0; c < Math.min(g.columns().stride(), g.width()); c++) {
          run(
              inputs,
              Phase.of(g.rows(), g.height(), r),
              Phase.of(g.columns(), g.width(), c),
              Values.of(x));
        }
      }
    }
    return x;
  }

  private void run(Tensor[] inputs, Phase rows, Phase columns, Values x) {
    Geometry g = geometry;
    int taps = rows.taps.length * columns.taps.length;
    int[] rowShifts = new int[taps];
    int[] columnShifts = new int[taps];
    for (int t = 0; t < taps; t++) {
      rowShifts[t] = rows.shifts[t / columns.taps.length];
      columnShifts[t] = columns.shifts[t % columns.taps.length];
    }
    Correlation.Source source =
        new Correlation.Source(
            g.batch(), g.groups(), g.groupOutputs(), g.outHeight(), g.outWidth());
    Correlation.Target target =
        new Correlation.Target(
            g.groupInputs(),
            g.imagePlane(),
            rows.positions,
            columns.positions,
            rows.first * g.width() + columns.first,
            g.rows().stride() * g.width(),
            g.columns().stride());
    Values weight = transposed(Values.of(inputs[1]), rows.taps, columns.taps);
    Values bias = inputs.length == 3 ? Values.of(inputs[2]) : null;
    new Correlation(source, target, 1, 1, rowShifts, columnShifts)
        .run(Values.of(inputs[0]), weight, bias, x);
  }

  /** Returns the weights of some elements of the kernel by group, c, m and element. */
  private Values transposed(Values weight, int[] rowTaps, int[] columnTaps) {
    Geometry g = geometry;
    int taps = rowTaps.length * columnTaps.length;
    int terms = g.groupOutputs() * taps;
    Values copy = Values.zeros(weight.dtype(), g.inputs() * terms);
    for (int group = 0; group < g.groups(); group++) {
      for (int c = 0; c < g.groupInputs(); c++) {
        for (int t = 0; t < taps; t++) {
          int u = rowTaps[t / columnTaps.length];
          int v = columnTaps[t % columnTaps.length];
          Elements.copy(
              weight.array(),
              weight.offset()
                  + ((group * g.groupOutputs() * g.groupInputs()) + c) * g.kernel()
                  + u * g.columns().kernel()
                  + v,
              g.groupInputs() * g.kernel(),
              copy.array(),
              (group * g.groupInputs() + c) * terms + t,
              taps,
              g.groupOutputs());
        }
      }
    }
    return copy;
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    Tensor[] gradients = new Tensor[call.inputCount()];
    if (call.needs(0)) {
      gradients[0] = Convolve.of(geometry, gradient, call.input(1));
    }
    if (call.needs(1)) {
      gradients[1] = ConvolutionWeightGradient.of(geometry, gradient, call.input(0));
    }
    if (call.inputCount() == 3 && call.needs(2)) {
      gradients[2] = Sum.of(gradient, false, 0, 2, 3);
    }
    return gradients;
  }
}
