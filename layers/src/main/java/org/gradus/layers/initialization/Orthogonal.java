package org.gradus.layers.initialization;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Draws a matrix of orthonormal rows or columns, times a gain, from the uniform (Haar) distribution
 * on all such matrices.
 *
 * <p>A weight (outputs, inputs, kernel …) is taken for a matrix W of (outputs, inputs · |kernel|):
 * W · Wᵀ = gain² · 1 if it has no more rows than columns, otherwise Wᵀ · W = gain² · 1. All
 * singular values are then the gain, so that a deep linear network neither shrinks nor stretches
 * what goes through it.
 *
 * <p>W is the factor Q of a matrix of normal numbers, each column with the sign of the diagonal of
 * R; without those signs the distribution would not be uniform.
 *
 * <p>Sources: Saxe, McClelland and Ganguli, "Exact solutions to the nonlinear dynamics of learning
 * in deep linear neural networks", 2014; Mezzadri, "How to generate random matrices from the
 * classical compact groups", 2007.
 *
 * @param gain at least 0, see {@link Gain}
 */
public record Orthogonal(double gain) implements Initializer {
  /**
   * Checks the gain.
   *
   * @throws IllegalArgumentException if the gain is negative or not finite
   */
  public Orthogonal {
    Settings.requireNotNegative("orthogonal", "gain", gain);
  }

  /** Creates the gain 1. */
  @Defaults
  public Orthogonal() {
    this(1);
  }

  @Override
  public Tensor create(DType dtype, Shape shape, Fans fans, RandomSource random) {
    if (shape.rank() < 2) {
      throw ShapeException.of(
          "orthogonal",
          "the shape is no matrix",
          "a weight (outputs, inputs, kernel …)",
          shape.rank() + " axes",
          shape);
    }
    int rows = shape.size(0);
    int columns = shape.elements(1, shape.rank());
    boolean wide = rows <= columns;
    double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
    double[] values = new double[shape.elements()];
    for (int i = 0; i < vectors.length; i++) {
      for (int j = 0; j < vectors[i].length; j++) {
        values[wide ? i * columns + j : j * columns + i] = gain * vectors[i][j];
      }
    }
    return Tensor.of(values, shape).cast(dtype);
  }

  /** Returns {@code count} orthonormal vectors of a length that is not below their number. */
  private static double[][] orthonormal(int count, int length, RandomSource random) {
    double[][] reflectors = new double[count][length];
    for (double[] vector : reflectors) {
      random.fillGaussian(vector, 0, length);
    }
    double[] signs = new double[count];
    for (int k = 0; k < count; k++) {
      signs[k] = makeReflector(reflectors[k], k);
      for (int j = k + 1; j < count; j++) {
        reflect(reflectors[k], k, reflectors[j]);
      }
    }
    double[][] vectors = new double[count][length];
    for (int j = 0; j < count; j++) {
      vectors[j][j] = signs[j];
      for (int k = j; k >= 0; k--) {
        reflect(reflectors[k], k, vectors[j]);
      }
    }
    return vectors;
  }

  /**
   * Replaces the elements from k on by the unit vector v whose reflection 1 − 2 v vᵀ takes them to
   * a multiple of e_k, and returns the sign of that multiple: an element of the diagonal of R.
   */
  private static double makeReflector(double[] x, int k) {
    double sign = x[k] < 0 ? 1 : -1;
    x[k] -= sign * norm(x, k);
    double length = norm(x, k);
    for (int i = k; i < x.length; i++) {
      x[i] /= length;
    }
    return sign;
  }

  /** Replaces y by its mirror image y − 2 v (v · y), v being 0 before element k. */
  private static void reflect(double[] v, int k, double[] y) {
    double dot = 0;
    for (int i = k; i < y.length; i++) {
      dot += v[i] * y[i];
    }
    for (int i = k; i < y.length; i++) {
      y[i] -= 2 * dot * v[i];
    }
  }

  private static double norm(double[] x, int from) {
    double sum = 0;
    for (int i = from; i < x.length; i++) {
      sum += x[i] * x[i];
    }
    return Math.sqrt(sum);
  }
}
