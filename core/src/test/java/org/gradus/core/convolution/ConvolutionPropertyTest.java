package org.gradus.core.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;

/**
 * Random convolutions against nested loops over their definition. The numbers are multiples of 1/64
 * and small, so that both are exact in both float types.
 */
class ConvolutionPropertyTest {
  @Property(tries = 400)
  void equalsItsDefinition(@ForAll long seed) {
    Sample sample = new Sample(seed);
    double[] x = values(sample.x);
    double[] weights = values(sample.weight);
    Tensor y =
        Convolutions.convolve(
            sample.x, sample.weight, sample.bias, sample.groups, sample.rows, sample.columns);
    double[] expected = new double[y.elements()];
    sample.visit(y.shape(), (in, weight, out) -> expected[out] += x[in] * weights[weight]);
    Tensor shifted =
        Tensor.of(expected, y.shape())
            .add(sample.bias.cast(DType.FLOAT64).reshape(sample.bias.size(0), 1, 1));
    assertEquals(shifted, y.cast(DType.FLOAT64).add(0.0));
  }

  @Property(tries = 400)
  void gradientByTheImagesEqualsItsDefinition(@ForAll long seed) {
    Sample sample = new Sample(seed);
    Tensor x = sample.x.tracked();
    Tensor y = Convolutions.convolve(x, sample.weight, sample.groups, sample.rows, sample.columns);
    Tensor upstream = Shapes.random(y.dtype(), y.shape(), seed + 1);
    Tensor gradient = y.mul(upstream).sum().backward().of(x);
    double[] weights = values(sample.weight);
    double[] up = values(upstream);
    double[] expected = new double[x.elements()];
    sample.visit(y.shape(), (in, weight, out) -> expected[in] += up[out] * weights[weight]);
    assertEquals(Tensor.of(expected, x.shape()).add(0.0), gradient.cast(DType.FLOAT64).add(0.0));
    assertEquals(
        gradient,
        Convolutions.convolveTransposed(
            upstream,
            sample.weight,
            sample.groups,
            new int[] {x.size(2), x.size(3)},
            sample.rows,
            sample.columns));
  }

  @Property(tries = 400)
  void gradientByTheWeightEqualsItsDefinition(@ForAll long seed) {
    Sample sample = new Sample(seed);
    Tensor w = sample.weight.tracked();
    Tensor y = Convolutions.convolve(sample.x, w, sample.groups, sample.rows, sample.columns);
    Tensor upstream = Shapes.random(y.dtype(), y.shape(), seed + 1);
    Tensor gradient = y.mul(upstream).sum().backward().of(w);
    double[] x = values(sample.x);
    double[] up = values(upstream);
    double[] expected = new double[w.elements()];
    sample.visit(y.shape(), (in, weight, out) -> expected[weight] += up[out] * x[in]);
    assertEquals(Tensor.of(expected, w.shape()).add(0.0), gradient.cast(DType.FLOAT64).add(0.0));
  }

  private static double[] values(Tensor tensor) {
    return tensor.cast(DType.FLOAT64).toDoubles();
  }

  /** A random convolution. */
  private static final class Sample {
    final Window rows;
    final Window columns;
    final int groups;
    final Tensor x;
    final Tensor weight;
    final Tensor bias;

    Sample(long seed) {
      Random random = new Random(seed);
      DType dtype = random.nextBoolean() ? DType.FLOAT32 : DType.FLOAT64;
      rows = window(random);
      columns = window(random);
      groups = 1 + random.nextInt(3);
      int inputs = groups * (1 + random.nextInt(5));
      int outputs = groups * (1 + random.nextInt(9));
      int height = least(rows) + random.nextInt(8);
      int width = least(columns) + random.nextInt(random.nextBoolean() ? 8 : 40);
      Shape images = Shape.of(1 + random.nextInt(5), inputs, height, width);
      Shape kernels = Shape.of(outputs, inputs / groups, rows.kernel(), columns.kernel());
      x = Shapes.random(dtype, images, random.nextLong());
      weight = Shapes.random(dtype, kernels, random.nextLong());
      bias = Shapes.random(dtype, Shape.of(outputs), random.nextLong());
    }

    private static Window window(Random random) {
      return new Window(
          1 + random.nextInt(4),
          1 + random.nextInt(3),
          random.nextInt(5),
          random.nextInt(5),
          1 + random.nextInt(2));
    }

    /** Returns the size of the shortest axis on which the window has a position. */
    private static int least(Window window) {
      return Math.max(1, window.extent() - window.before() - window.after());
    }

    /** Visits all products of the definition. */
    void visit(Shape results, Product product) {
      int perGroup = results.size(1) / groups;
      int channels = weight.size(1);
      for (int out = 0; out < results.elements(); out++) {
        int j = out % results.size(3);
        int i = out / results.size(3) % results.size(2);
        int m = out / (results.size(3) * results.size(2)) % results.size(1);
        int n = out / (results.size(3) * results.size(2) * results.size(1));
        for (int k = 0; k < channels * rows.kernel() * columns.kernel(); k++) {
          int v = k % columns.kernel();
          int u = k / columns.kernel() % rows.kernel();
          int c = k / (columns.kernel() * rows.kernel());
          int h = i * rows.stride() - rows.before() + u * rows.dilation();
          int w = j * columns.stride() - columns.before() + v * columns.dilation();
          if (h >= 0 && h < x.size(2) && w >= 0 && w < x.size(3)) {
            int channel = n * x.size(1) + m / perGroup * channels + c;
            int in = (channel * x.size(2) + h) * x.size(3) + w;
            product.visit(in, m * channels * rows.kernel() * columns.kernel() + k, out);
          }
        }
      }
    }
  }

  /** A product of the definition: flat positions of its factors, and of what it is added to. */
  @FunctionalInterface
  private interface Product {
    void visit(int image, int weight, int result);
  }
}
