package org.gradus.core.dropout;

import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.random.PhiloxRandom;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Call;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Op;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Sets elements to 0, each with probability p, and divides the others by 1 − p, so that the mean
 * stays: inverted dropout, y = x · m / (1 − p), dx = dy · m / (1 − p).
 *
 * <p>The mask m is kept for backward at one bit an element. A dropped element is 0 even if it was
 * infinite or no number. The same source gives the same mask with any number of threads and in
 * either type.
 *
 * <p>Source: Srivastava, Hinton, Krizhevsky, Sutskever and Salakhutdinov, "Dropout: a simple way to
 * prevent neural networks from overfitting", 2014.
 */
public final class Dropout extends Op {
  private static final String NAME = "dropout";

  /** The bits of the mask, 32 to an element and lowest first: 1 where x is kept. */
  private final Tensor mask;

  private final double scale;

  private Dropout(Tensor mask, double scale) {
    super(NAME);
    this.mask = mask;
    this.scale = scale;
  }

  /**
   * Returns x with elements dropped; x itself if p is 0.
   *
   * @param x FLOAT32 or FLOAT64
   * @param p the probability of an element to be dropped, from 0 to 1
   * @param random decides, by one {@link RandomSource#nextBoolean} of 1 − p for each element
   * @throws IllegalArgumentException if p is outside [0, 1] or NaN
   */
  public static Tensor of(Tensor x, double p, RandomSource random) {
    DTypeException.requireFloating(NAME, x);
    if (!(p >= 0 && p <= 1)) {
      throw new IllegalArgumentException(
          "[dropout] the probability is out of range: expected 0 to 1, got " + p + ".");
    }
    if (p == 0) {
      return x;
    }
    Tensor mask = allocate(DType.INT32, Shape.of((x.elements() - 1) / Integer.SIZE + 1));
    draw(ints(mask), offset(mask), x.elements(), 1 - p, random);
    return new Dropout(mask, p == 1 ? 0 : 1 / (1 - p)).apply(x);
  }

  /** Draws a mask; on several threads if any part of the sequence can be had by itself. */
  private static void draw(int[] mask, int offset, int count, double kept, RandomSource random) {
    if (random instanceof PhiloxRandom philox) {
      long start = philox.position();
      Chunks.run(
          count,
          (from, length) ->
              philox
                  .at(start + from)
                  .fillBernoulli(mask, offset + from / Integer.SIZE, length, kept));
      philox.skip(count);
    } else {
      random.fillBernoulli(mask, offset, count, kept);
    }
  }

  @Override
  protected Keeps keeps() {
    return Keeps.NOTHING;
  }

  @Override
  protected Tensor forward(Tensor[] inputs) {
    Tensor x = inputs[0];
    Tensor y = allocate(x.dtype(), x.shape());
    int[] bits = ints(mask);
    // A piece is a whole number of the mask's elements.
    Chunks.run(
        x.elements(),
        (from, length) -> {
          int word = offset(mask) + from / Integer.SIZE;
          int i = offset(x) + from;
          int j = offset(y) + from;
          if (x.dtype() == DType.FLOAT32) {
            keep(bits, word, floats(x), i, (float) scale, floats(y), j, length);
          } else {
            keep(bits, word, doubles(x), i, scale, doubles(y), j, length);
          }
        });
    return y;
  }

  // A branch would be mispredicted, and 0 · x is not always 0: so what is dropped is masked out.

  private static void keep(
      int[] bits, int word, float[] x, int from, float scale, float[] y, int to, int length) {
    for (int i = 0; i < length; i++) {
      int kept = -((bits[word + i / Integer.SIZE] >>> i) & 1);
      y[to + i] = Float.intBitsToFloat(Float.floatToRawIntBits(x[from + i] * scale) & kept);
    }
  }

  private static void keep(
      int[] bits, int word, double[] x, int from, double scale, double[] y, int to, int length) {
    for (int i = 0; i < length; i++) {
      long kept = -((bits[word + i / Integer.SIZE] >>> i) & 1);
      y[to + i] = Double.longBitsToDouble(Double.doubleToRawLongBits(x[from + i] * scale) & kept);
    }
  }

  @Override
  protected @Nullable Tensor[] vjp(Call call, Tensor gradient) {
    return new Tensor[] {new Dropout(mask, scale).apply(gradient)};
  }
}
