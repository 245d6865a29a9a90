package org.gradus.lecture.initialization;

import java.util.stream.IntStream;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * A network of random weights as a function y of one number x, for which its derivative is taken.
 *
 * <p>Weights and biases are normal with variance 1 / 200. What is normalized has its mean, and
 * deviation, over all inputs; these count as constants of the function.
 *
 * @param kind of the network
 * @param layers the number of hidden layers, of 200 units each
 */
record RandomFunction(Kind kind, int layers) {
  private static final int WIDTH = 200;
  private static final double BRANCH_SCALE = 0.1;
  private static final double EPSILON = 1e-5;

  /** How layers follow on each other. */
  enum Kind {
    /** f = W h + b, h = relu(f). */
    PLAIN,
    /** The same with pre-activations f minus their mean over the inputs. */
    CENTRED,
    /** h ← h + 0.1 · (W relu(n) + b), n being h batch-normalized, after a layer n(W x + b). */
    RESIDUAL
  }

  /** Returns the derivative dy/dx at each of the inputs. */
  double[] derivative(double[] inputs, RandomSource random) {
    Tensor x = Tensor.of(inputs, Shape.of(inputs.length, 1)).tracked();
    Tensor h = x;
    for (int layer = 0; layer < layers; layer++) {
      h = layer(layer, h, random);
    }
    Tensor y = linear(h, 1, random);
    return y.sum().backward().of(x).toDoubles();
  }

  private Tensor layer(int layer, Tensor h, RandomSource random) {
    return switch (kind) {
      case PLAIN -> linear(h, WIDTH, random).relu();
      case CENTRED -> centred(linear(h, WIDTH, random)).relu();
      case RESIDUAL ->
          layer == 0
              ? normalized(linear(h, WIDTH, random))
              : h.add(linear(normalized(h).relu(), WIDTH, random).mul(BRANCH_SCALE));
    };
  }

  private static Tensor centred(Tensor f) {
    return f.sub(f.detach().mean(0));
  }

  private static Tensor normalized(Tensor h) {
    Tensor variance = Reductions.variance(h.detach(), 0, false, 0);
    return centred(h).div(variance.add(EPSILON).sqrt());
  }

  private static Tensor linear(Tensor h, int units, RandomSource random) {
    int in = h.size(1);
    return LinearAlgebra.linear(
        h, normal(Shape.of(units, in), random), normal(Shape.of(units), random));
  }

  private static Tensor normal(Shape shape, RandomSource random) {
    double[] values = new double[shape.elements()];
    random.fillGaussian(values, 0, values.length);
    return Tensor.of(values, shape).mul(Math.sqrt(1.0 / WIDTH));
  }

  /** Returns the autocorrelation Σ gᵢ gᵢ₊ₖ / Σ gᵢ² for each lag k below a bound. */
  static double[] autocorrelation(double[] g, int lags) {
    double[] products =
        IntStream.range(0, lags)
            .mapToDouble(
                lag -> IntStream.range(0, g.length - lag).mapToDouble(i -> g[i] * g[i + lag]).sum())
            .toArray();
    return IntStream.range(0, lags).mapToDouble(lag -> products[lag] / products[0]).toArray();
  }
}
