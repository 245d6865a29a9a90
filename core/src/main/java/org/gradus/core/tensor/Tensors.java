package org.gradus.core.tensor;

import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.random.PhiloxRandom;
import org.gradus.core.random.RandomSource;

/** Tensors of regular or random numbers. */
public final class Tensors {
  private Tensors() {}

  /** Returns 0, 1, …, count − 1; INT32. */
  public static Tensor range(int count) {
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = i;
    }
    return Tensor.of(values);
  }

  /**
   * Returns {@code count} numbers from {@code first} to {@code last}, both included, evenly spaced.
   *
   * @param count at least 1; with 1 the result is {@code first}
   */
  public static Tensor linspace(DType dtype, double first, double last, int count) {
    if (count < 1) {
      throw ShapeException.of("linspace", "no numbers", "a count of at least 1", "" + count);
    }
    double[] values = new double[count];
    double step = count == 1 ? 0 : (last - first) / (count - 1);
    for (int i = 0; i < count; i++) {
      values[i] = i == count - 1 && i > 0 ? last : first + i * step;
    }
    return Tensor.of(values).cast(dtype);
  }

  /** Returns the identity matrix. */
  public static Tensor eye(DType dtype, int size) {
    double[] values = new double[Math.multiplyExact(size, size)];
    for (int i = 0; i < size; i++) {
      values[i * size + i] = 1;
    }
    return Tensor.of(values, Shape.of(size, size)).cast(dtype);
  }

  /** Returns numbers uniform in [low, high). */
  public static Tensor uniform(
      DType dtype, Shape shape, double low, double high, RandomSource random) {
    return random(dtype, shape, random, false).mul(high - low).add(low);
  }

  /** Returns numbers of the normal distribution. */
  public static Tensor normal(
      DType dtype, Shape shape, double mean, double deviation, RandomSource random) {
    return random(dtype, shape, random, true).mul(deviation).add(mean);
  }

  private static Tensor random(DType dtype, Shape shape, RandomSource random, boolean normal) {
    if (!dtype.isFloating()) {
      throw new DTypeException("random", "FLOAT32 or FLOAT64", dtype);
    }
    Tensor result = Tensor.allocate(dtype, shape);
    int first = result.offset();
    int length = shape.elements();
    if (dtype == DType.FLOAT32) {
      float[] values = (float[]) result.array();
      draw(
          random,
          length,
          1,
          normal
              ? (source, from, count) -> source.fillGaussian(values, first + from, count)
              : (source, from, count) -> source.fillUniform(values, first + from, count));
    } else {
      double[] values = (double[]) result.array();
      draw(
          random,
          length,
          2,
          normal
              ? (source, from, count) -> source.fillGaussian(values, first + from, count)
              : (source, from, count) -> source.fillUniform(values, first + from, count));
    }
    return result;
  }

  /** Draws the elements [from, from + count). */
  @FunctionalInterface
  private interface Draw {
    void run(RandomSource source, int from, int count);
  }

  /**
   * Draws elements, so many words for each; on several threads if any part of the sequence can be
   * had by itself.
   */
  private static void draw(RandomSource random, int length, int words, Draw draw) {
    if (random instanceof PhiloxRandom philox && !Chunks.isOne(length)) {
      long start = philox.position();
      Chunks.run(
          length, (from, count) -> draw.run(philox.at(start + (long) words * from), from, count));
      philox.skip((long) words * length);
    } else {
      draw.run(random, 0, length);
    }
  }
}
