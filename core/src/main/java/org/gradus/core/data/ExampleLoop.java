package org.gradus.core.data;

import java.util.Arrays;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.random.PhiloxRandom;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/** Runs a change over the examples of a batch, divided among the threads. */
final class ExampleLoop extends DirectAccess {
  /** How much longer a number takes than in a loop that only adds: random draws, interpolation. */
  private static final int EFFORT = 8;

  /** The random words that each example may draw, as a power of 2. */
  private static final int WORDS = 32;

  private ExampleLoop() {}

  static Tensor run(ExampleTransform transform, Tensor inputs, RandomSource random) {
    DTypeException.requireFloating("example transform", inputs);
    int[] sizes = inputs.shape().toArray();
    Shape shape = Shape.of(Arrays.copyOfRange(sizes, 1, sizes.length));
    transform.requireFit(shape);
    int length = shape.elements();
    PhiloxRandom streams = RandomSource.of(random.nextLong());
    Tensor result = allocate(inputs.dtype(), inputs.shape());
    Chunks.lines(
        inputs.size(0),
        Math.multiplyExact(EFFORT, Math.min(length, Integer.MAX_VALUE / EFFORT)),
        (from, to) -> {
          Example example = new Example(shape);
          for (int i = from; i < to; i++) {
            load(inputs, offset(inputs) + i * length, example.values());
            transform.change(example, streams.at((long) i << WORDS));
            store(example.values(), result, offset(result) + i * length);
          }
        });
    return result;
  }

  private static void load(Tensor inputs, int at, double[] values) {
    if (inputs.dtype() == DType.FLOAT64) {
      System.arraycopy(doubles(inputs), at, values, 0, values.length);
      return;
    }
    float[] source = floats(inputs);
    for (int i = 0; i < values.length; i++) {
      values[i] = source[at + i];
    }
  }

  private static void store(double[] values, Tensor result, int at) {
    if (result.dtype() == DType.FLOAT64) {
      System.arraycopy(values, 0, doubles(result), at, values.length);
      return;
    }
    float[] target = floats(result);
    for (int i = 0; i < values.length; i++) {
      target[at + i] = (float) values[i];
    }
  }
}
