package org.gradus.examples.benchmarks.growth;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Networks of one architecture and many sizes, all trained by plain SGD on the cross-entropy. */
public enum Family {
  /** Linear 64–w, ReLU, then d − 1 times Linear w–w, ReLU, then Linear w–10. */
  PERCEPTRON,
  /** Embedding 65×w, d layers of LSTM of w units, Linear w–65 at every step. */
  LSTM,
  /** Embedding 65×w, d layers of GRU of w units, Linear w–65 at every step. */
  GRU,
  /**
   * Images of 3 channels: d times convolution 3×3 to w channels, padded by 1, ReLU; the mean over
   * the image, Linear w–10.
   */
  CONVOLUTION,
  /**
   * Embedding 65×w, learned positions, d blocks of x + Attention(LayerNorm(x)) and x +
   * Linear(GELU(Linear(LayerNorm(x)))) with {@link #HEADS} causal heads and 4w hidden units,
   * LayerNorm, Linear w–65 without bias.
   */
  TRANSFORMER;

  /** The heads of a transformer's attention; its widths are multiples of it. */
  public static final int HEADS = 4;

  /** The numbers of an input of {@link #PERCEPTRON}. */
  public static final int FEATURES = 64;

  /** The channels of an image. */
  public static final int CHANNELS = 3;

  /** The classes of {@link #PERCEPTRON} and {@link #CONVOLUTION}. */
  public static final int CLASSES = 10;

  /** The characters of the others. */
  public static final int CHARACTERS = 65;

  private static final List<Integer> EXTENTS =
      List.of(1, 2, 3, 4, 8, 16, 31, 32, 33, 64, 97, 127, 128, 129, 256, 257, 512);

  /** Returns the size from which this family grows along each of its axes. */
  public Size base() {
    return switch (this) {
      case PERCEPTRON -> new Size(64, 128, 3, 1);
      case LSTM, GRU -> new Size(32, 128, 1, 32);
      case CONVOLUTION -> new Size(32, 16, 3, 16);
      case TRANSFORMER -> new Size(4, 128, 2, 64);
    };
  }

  /** Returns the axes along which this family grows. */
  public List<Axis> axes() {
    return Arrays.stream(Axis.values())
        .filter(axis -> axis != Axis.LENGTH || this != PERCEPTRON)
        .toList();
  }

  /**
   * Returns the sizes along an axis, ascending; the other extents are those of {@link #base}. Among
   * them are powers of two and their neighbours: a system that likes multiples of its vectors shows
   * it there.
   */
  public List<Size> sizes(Axis axis) {
    return EXTENTS.stream()
        .filter(n -> n >= least(axis) && n <= most(axis))
        .map(n -> n * (this == TRANSFORMER && axis == Axis.WIDTH ? HEADS : 1))
        .map(n -> base().with(axis, n))
        .toList();
  }

  private static int least(Axis axis) {
    return switch (axis) {
      case BATCH, DEPTH -> 1;
      case WIDTH, LENGTH -> 8;
    };
  }

  /** Returns how far this family grows; the widths of a transformer are those of one head. */
  private int most(Axis axis) {
    return switch (this) {
      case PERCEPTRON -> axis == Axis.DEPTH ? 64 : 512;
      case LSTM, GRU -> most(axis, 129, 257, 257);
      case CONVOLUTION -> most(axis, 129, 129, 129);
      case TRANSFORMER -> most(axis, 64, 129, 257);
    };
  }

  private static int most(Axis axis, int batch, int width, int length) {
    return switch (axis) {
      case BATCH -> batch;
      case WIDTH -> width;
      case DEPTH -> 8;
      case LENGTH -> length;
    };
  }

  /** Returns the multiply-adds of the products of one forward pass. */
  public double multiplyAdds(Size size) {
    double w = size.width();
    double d = size.depth();
    double length = size.length();
    double perExample =
        switch (this) {
          case PERCEPTRON -> w * (FEATURES + (d - 1) * w + CLASSES);
          case LSTM -> length * w * (8 * d * w + CHARACTERS);
          case GRU -> length * w * (6 * d * w + CHARACTERS);
          case CONVOLUTION -> w * (9 * length * length * (CHANNELS + (d - 1) * w) + CLASSES);
          // A place attends to (length + 1) / 2 places, with a product for scores and one for sums.
          case TRANSFORMER -> length * w * (d * (12 * w + length + 1) + CHARACTERS);
        };
    return size.batch() * perExample;
  }

  /** Returns the name as it is written on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
