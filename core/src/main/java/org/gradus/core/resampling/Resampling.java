package org.gradus.core.resampling;

import java.util.Arrays;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/** Changes the size of images (N, C, H, W) and sequences (N, C, L). */
public final class Resampling {
  private Resampling() {}

  /**
   * Returns x continued beyond the ends of an axis.
   *
   * @param before the number of elements before the first, at least 0
   * @param after the number of elements after the last, at least 0
   * @throws ShapeException if a number is negative, or larger than what there is to continue with:
   *     the size of the axis less one for reflection, the size for circular padding
   */
  public static Tensor pad(Tensor x, PaddingMode mode, int axis, int before, int after) {
    int at = x.shape().axis("pad", axis);
    if (before == 0 && after == 0) {
      return x;
    }
    if (before < 0 || after < 0) {
      throw ShapeException.of(
          "pad",
          "the padding is negative at axis " + at,
          "numbers of at least 0",
          before + " and " + after,
          x.shape());
    }
    if (mode == PaddingMode.ZEROS) {
      return pad(x, 0.0, at, before, after);
    }
    int size = x.size(at);
    mode.requireRoom(x.shape(), at, Math.max(before, after));
    int[] sources = new int[Shape.size("pad", (long) size + before + after)];
    Arrays.setAll(sources, i -> mode.source(size, i - before));
    return Indexing.take(x, Tensor.of(sources), at);
  }

  /**
   * Returns x continued by a number beyond the ends of an axis, or cut there.
   *
   * @param value the number
   * @param before the number of elements before the first; of a negative one, so many are cut off
   * @param after the number of elements after the last; of a negative one, so many are cut off
   * @throws ShapeException if more elements are cut off than there are
   */
  public static Tensor pad(Tensor x, double value, int axis, int before, int after) {
    int at = x.shape().axis("pad", axis);
    int size = x.size(at);
    if ((long) size + Math.min(before, 0) + Math.min(after, 0) < 0) {
      throw ShapeException.of(
          "pad",
          "more is cut off than there is at axis " + at,
          "at most " + size + " elements",
          (-(long) Math.min(before, 0) - Math.min(after, 0)) + "",
          x.shape());
    }
    Tensor cut = x.slice(at, Math.max(0, -before), size - Math.max(0, -after));
    int[] numbersBefore = new int[x.rank()];
    int[] numbersAfter = new int[x.rank()];
    numbersBefore[at] = Math.max(0, before);
    numbersAfter[at] = Math.max(0, after);
    return before <= 0 && after <= 0 ? cut : Shaping.pad(cut, numbersBefore, numbersAfter, value);
  }

  /**
   * Returns x with another size of its last axes.
   *
   * @param sizes the sizes of as many last axes, at least 1
   * @throws ShapeException if x has fewer axes, one of them is empty, or a size is below 1
   */
  public static Tensor resize(Tensor x, Interpolation interpolation, int... sizes) {
    Tensor y = x;
    for (int i = 0; i < sizes.length; i++) {
      int axis = x.shape().axis("resize", i - sizes.length);
      if (sizes[i] < 1 || x.size(axis) < 1) {
        throw ShapeException.of(
            "resize",
            "axis " + axis + " is empty",
            "sizes of at least 1",
            x.size(axis) + " to " + sizes[i],
            x.shape());
      }
      y = resize(y, interpolation, axis, sizes[i]);
    }
    return y;
  }

  private static Tensor resize(Tensor x, Interpolation interpolation, int axis, int size) {
    int in = x.size(axis);
    if (in == size) {
      return x;
    }
    if (interpolation == Interpolation.NEAREST) {
      int[] sources = new int[size];
      Arrays.setAll(sources, i -> (int) ((long) i * in / size));
      return Indexing.take(x, Tensor.of(sources), axis);
    }
    int[] lower = new int[size];
    int[] upper = new int[size];
    double[] weights = new double[size];
    for (int i = 0; i < size; i++) {
      double place =
          interpolation == Interpolation.LINEAR
              ? Math.max(0, (i + 0.5) * in / size - 0.5)
              : size == 1 ? 0 : (double) i * (in - 1) / (size - 1);
      lower[i] = Math.min((int) place, in - 1);
      upper[i] = Math.min(lower[i] + 1, in - 1);
      weights[i] = place - lower[i];
    }
    int[] column = new int[x.rank() - axis];
    Arrays.fill(column, 1);
    column[0] = size;
    Tensor weight = Tensor.of(weights, Shape.of(column)).cast(x.dtype());
    Tensor from = Indexing.take(x, Tensor.of(lower), axis);
    Tensor to = Indexing.take(x, Tensor.of(upper), axis);
    return from.add(to.sub(from).mul(weight));
  }

  /**
   * Returns images of factor times the height and width, whose pixels are those of factor²
   * channels: (N, C · f², H, W) to (N, C, H · f, W · f), channel c · f² + u · f + v going to rows i
   * · f + u and columns j · f + v.
   *
   * <p>Source: Shi et al., "Real-time single image and video super-resolution using an efficient
   * sub-pixel convolutional neural network", 2016.
   *
   * @throws ShapeException if x is not such images
   */
  public static Tensor pixelShuffle(Tensor x, int factor) {
    long pixels = (long) factor * factor;
    if (factor < 1 || x.rank() != 4 || x.size(1) % pixels != 0) {
      throw ShapeException.of(
          "pixel-shuffle",
          "the images do not fit the factor " + factor,
          "(N, C · factor², H, W), factor ≥ 1",
          x.shape().toString());
    }
    int batch = x.size(0);
    int channels = (int) (x.size(1) / pixels);
    int height = x.size(2);
    int width = x.size(3);
    return x.reshape(batch, channels, factor, factor, height, width)
        .permute(0, 1, 4, 2, 5, 3)
        .reshape(batch, channels, height * factor, width * factor);
  }

  /**
   * Returns what {@link #pixelShuffle} makes x of: (N, C, H · f, W · f) to (N, C · f², H, W).
   *
   * @throws ShapeException if x is not such images
   */
  public static Tensor pixelUnshuffle(Tensor x, int factor) {
    if (factor < 1 || x.rank() != 4 || x.size(2) % factor != 0 || x.size(3) % factor != 0) {
      throw ShapeException.of(
          "pixel-unshuffle",
          "the images do not fit the factor " + factor,
          "(N, C, H · factor, W · factor), factor ≥ 1",
          x.shape().toString());
    }
    int batch = x.size(0);
    int channels = x.size(1);
    int height = x.size(2) / factor;
    int width = x.size(3) / factor;
    return x.reshape(batch, channels, height, factor, width, factor)
        .permute(0, 1, 3, 5, 2, 4)
        .reshape(batch, channels * factor * factor, height, width);
  }
}
