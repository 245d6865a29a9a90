package org.gradus.datasets.toy;

import java.util.function.DoubleUnaryOperator;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;

/** Points with classes or values, on their way to be a data set. */
final class Points {
  private final int dimensions;
  private final double[] coordinates;
  private final int[] classes;
  private int count;

  /** Makes room. */
  Points(int samples, int dimensions) {
    this.dimensions = dimensions;
    this.coordinates = new double[Math.multiplyExact(samples, dimensions)];
    this.classes = new int[samples];
  }

  /** Adds a point of a class. */
  void add(int label, double... point) {
    System.arraycopy(point, 0, coordinates, count * dimensions, dimensions);
    classes[count++] = label;
  }

  /** Adds normal noise to all coordinates. */
  Points withNoise(double deviation, RandomSource random) {
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] += deviation * random.nextGaussian();
    }
    return this;
  }

  /** Returns the points with their classes. */
  Dataset classified() {
    Tensor inputs = Tensor.of(coordinates, Shape.of(classes.length, dimensions));
    return Dataset.of(inputs.cast(DType.FLOAT32), Tensor.of(classes));
  }

  /** Returns a curve at some places, with normal noise added to its values. */
  static Dataset curve(
      double[] x, DoubleUnaryOperator curve, double deviation, RandomSource random) {
    double[] y = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      y[i] = curve.applyAsDouble(x[i]) + deviation * random.nextGaussian();
    }
    return regression(x, y);
  }

  /** Returns values at places. */
  static Dataset regression(double[] x, double[] y) {
    return Dataset.of(column(x), column(y));
  }

  private static Tensor column(double[] values) {
    return Tensor.of(values, Shape.of(values.length, 1)).cast(DType.FLOAT32);
  }

  /** Checks what all these data sets have. */
  static void check(String component, int samples, double noise) {
    Settings.requireSize(component, "samples", samples);
    Settings.requireNotNegative(component, "noise", noise);
  }

  /** Returns the place of the i-th of some numbers from 0 to 1, both included. */
  static double share(int i, int count) {
    return count == 1 ? 0 : (double) i / (count - 1);
  }
}
