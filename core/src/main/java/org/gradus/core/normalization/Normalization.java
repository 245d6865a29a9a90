package org.gradus.core.normalization;

import java.util.stream.IntStream;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;

/**
 * Normalizations as functions of tensors. Gains and shifts are tensors, of ones and zeros for none.
 *
 * <p>All take deviations from the mean in a second pass, so that the variance does not cancel where
 * the mean is large beside the deviations. The mean itself is rounded to the type of the input,
 * which moves all of y: in FLOAT32 by up to 6·10⁻⁸ · |gain · μ| / σ, as much as rounding the input
 * does. Over the rows of (examples, channels) its sums are in FLOAT32 too; measured on 256 to
 * 400,000 examples, that is up to 1.3·10⁻⁶ · |gain · μ| / σ. Forward and backward are fused; second
 * derivatives work.
 */
public final class Normalization {
  private Normalization() {}

  /**
   * Normalizes each channel over all examples and positions of a batch: y = gain · (x − μ) / √(σ² +
   * ε) + shift, σ² being the biased variance.
   *
   * <p>Source: Ioffe and Szegedy, "Batch normalization: accelerating deep network training by
   * reducing internal covariate shift", 2015.
   *
   * @param x (examples, channels, …)
   * @param gain (channels)
   * @param shift (channels)
   * @param epsilon ε ≥ 0
   * @param placement whether ε is added to the variance or to the standard deviation
   * @throws ShapeException if gain or shift do not fit the channels
   */
  public static Normalized batch(
      Tensor x, Tensor gain, Tensor shift, double epsilon, EpsilonPlacement placement) {
    String name = "batch-norm";
    requireChannels(name, x, gain, shift);
    int positions = x.shape().elements(2, x.rank());
    Pattern pattern =
        positions == 1
            ? new AcrossRows(x.size(0), x.size(1))
            : new AcrossImages(x.size(0), x.size(1), positions);
    return Standardize.of(name, pattern, new Spread(epsilon, placement), x, gain, shift);
  }

  /**
   * Maps each channel by its own constants: y = (x − center) · scale + shift. Batch normalization
   * in evaluation.
   *
   * @param x (examples, channels, …)
   * @param center (channels)
   * @param scale (channels)
   * @param shift (channels)
   * @throws ShapeException if a constant does not fit the channels
   */
  public static Tensor mapChannels(Tensor x, Tensor center, Tensor scale, Tensor shift) {
    return ChannelMap.of(x, center, scale, shift);
  }

  /**
   * Normalizes each example's groups of neighbouring channels over their positions: y = gain · (x −
   * μ) / √(σ² + ε) + shift.
   *
   * <p>Source: Wu and He, "Group normalization", 2018.
   *
   * @param x (examples, channels, …)
   * @param groups a divisor of the number of channels
   * @param gain (channels)
   * @param shift (channels)
   * @param epsilon ε ≥ 0
   * @throws ShapeException if the groups, gain or shift do not fit the channels
   */
  public static Tensor group(Tensor x, int groups, Tensor gain, Tensor shift, double epsilon) {
    return groups("group-norm", x, groups, gain, shift, epsilon).result();
  }

  /**
   * Normalizes each channel of each example over its positions: y = gain · (x − μ) / √(σ² + ε) +
   * shift.
   *
   * <p>Source: Ulyanov, Vedaldi and Lempitsky, "Instance normalization: the missing ingredient for
   * fast stylization", 2016.
   *
   * @param x (examples, channels, …)
   * @param gain (channels)
   * @param shift (channels)
   * @param epsilon ε ≥ 0
   * @return the result, with means and variances (examples, channels)
   * @throws ShapeException if gain or shift do not fit the channels
   */
  public static Normalized instance(Tensor x, Tensor gain, Tensor shift, double epsilon) {
    requireChannels("instance-norm", x);
    return groups("instance-norm", x, x.size(1), gain, shift, epsilon);
  }

  private static Normalized groups(
      String name, Tensor x, int groups, Tensor gain, Tensor shift, double epsilon) {
    requireChannels(name, x, gain, shift);
    if (groups < 1 || x.size(1) % groups != 0) {
      throw ShapeException.of(
          name,
          "the channels do not divide into groups",
          "a multiple of " + groups + " at axis 1",
          String.valueOf(x.size(1)),
          x.shape());
    }
    int positions = x.shape().elements(2, x.rank());
    int channels = x.size(1) / groups;
    Pattern pattern =
        positions == 1
            ? new WithinLines(x.size(0), groups, channels, true)
            : new WithinGroups(x.size(0), groups, channels, positions);
    Spread spread = new Spread(epsilon, EpsilonPlacement.INSIDE_ROOT);
    return Standardize.of(name, pattern, spread, x, gain, shift);
  }

  /**
   * Normalizes over the last axes, each example by itself: y = gain · (x − μ) / √(σ² + ε) + shift.
   *
   * <p>Source: Ba, Kiros and Hinton, "Layer normalization", 2016.
   *
   * @param x (…, features), with as many axes of features as the gain has
   * @param gain the last sizes of x
   * @param shift the last sizes of x
   * @param epsilon ε ≥ 0
   * @throws ShapeException if gain or shift do not have the last sizes of x
   */
  public static Tensor layer(Tensor x, Tensor gain, Tensor shift, double epsilon) {
    Spread spread = new Spread(epsilon, EpsilonPlacement.INSIDE_ROOT);
    Pattern pattern = lines("layer-norm", x, gain, shift, true);
    return Standardize.of("layer-norm", pattern, spread, x, gain, shift).result();
  }

  /**
   * Divides by the root of the mean square over the last axes: y = gain · x / √(mean(x²) + ε).
   *
   * <p>Source: Zhang and Sennrich, "Root mean square layer normalization", 2019.
   *
   * @param x (…, features), with as many axes of features as the gain has
   * @param gain the last sizes of x
   * @param epsilon ε ≥ 0
   * @throws ShapeException if the gain does not have the last sizes of x
   */
  public static Tensor rms(Tensor x, Tensor gain, double epsilon) {
    Spread spread = new Spread(epsilon, EpsilonPlacement.INSIDE_ROOT);
    Tensor shift = Tensor.zeros(gain.dtype(), gain.shape());
    Pattern pattern = lines("rms-norm", x, gain, shift, false);
    return Standardize.of("rms-norm", pattern, spread, x, gain, shift).result();
  }

  /**
   * Divides by a power of the squares of neighbouring channels: y = x / (k + α / n · Σ x²)^β, the
   * sum over the channels from c − ⌊n / 2⌋ to c + ⌊(n − 1) / 2⌋ that there are.
   *
   * <p>Source: Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional
   * neural networks", 2012, where α has no 1 / n.
   *
   * @param x (examples, channels, …)
   * @param size n ≥ 1
   * @throws ShapeException if x has no channels
   */
  public static Tensor localResponse(Tensor x, int size, double alpha, double beta, double k) {
    requireChannels("local-response-norm", x);
    int[] before = new int[x.rank()];
    int[] after = new int[x.rank()];
    before[1] = size / 2;
    after[1] = (size - 1) / 2;
    Tensor squares = Shaping.pad(x.square(), before, after, 0);
    Tensor sum = squares.slice(1, 0, x.size(1));
    for (int i = 1; i < size; i++) {
      sum = sum.add(squares.slice(1, i, i + x.size(1)));
    }
    return x.mul(sum.mul(alpha / size).add(k).pow(-beta));
  }

  /**
   * Gives a weight a length and a direction of its own: w = gain · v / ‖v‖.
   *
   * <p>Source: Salimans and Kingma, "Weight normalization: a simple reparameterization to
   * accelerate training of deep neural networks", 2016.
   *
   * @param v the direction; NaN where its norm is 0
   * @param gain of v's sizes, but 1 along the axes over which norms are taken, of which there must
   *     be one, or a scalar for one norm of all
   * @throws ShapeException if the gain has other sizes
   */
  public static Tensor weight(Tensor v, Tensor gain) {
    requireGain(v.shape(), gain.shape());
    int[] axes =
        gain.rank() == 0
            ? new int[0]
            : IntStream.range(0, v.rank()).filter(axis -> gain.size(axis) == 1).toArray();
    return v.mul(gain.div(Reductions.norm(v, 2, true, axes)));
  }

  private static void requireGain(Shape v, Shape gain) {
    boolean fits = gain.rank() == v.rank();
    boolean reduces = false;
    for (int axis = 0; fits && axis < v.rank(); axis++) {
      fits = gain.size(axis) == 1 || gain.size(axis) == v.size(axis);
      reduces |= gain.size(axis) == 1;
    }
    if (gain.rank() > 0 && !(fits && reduces)) {
      throw ShapeException.of(
          "weight-norm",
          "the gain does not fit the weight",
          "the sizes of the weight, but 1 along the axes of the norm, or a scalar",
          gain.toString(),
          v,
          gain);
    }
  }

  /** Requires channels on axis 1, and as many constants of each kind. */
  static void requireChannels(String name, Tensor x, Tensor... constants) {
    if (x.rank() < 2) {
      throw ShapeException.of(
          name, "the input has no channels", "(examples, channels, …)", x.shape().toString());
    }
    Shape channels = Shape.of(x.size(1));
    for (Tensor constant : constants) {
      if (!constant.shape().equals(channels)) {
        throw ShapeException.of(
            name,
            "the constants do not fit the channels",
            channels.toString(),
            constant.shape().toString(),
            x.shape(),
            constant.shape());
      }
    }
  }

  private static Pattern lines(String name, Tensor x, Tensor gain, Tensor shift, boolean centered) {
    Shape shape = x.shape();
    int first = shape.rank() - gain.rank();
    boolean fits = gain.rank() > 0 && first >= 0 && gain.shape().equals(shift.shape());
    for (int i = 0; fits && i < gain.rank(); i++) {
      fits = gain.size(i) == shape.size(first + i);
    }
    if (!fits) {
      throw ShapeException.of(
          name,
          "gain and shift do not fit the input",
          "the last sizes of the input",
          gain.shape() + " and " + shift.shape(),
          shape,
          gain.shape(),
          shift.shape());
    }
    return new WithinLines(
        shape.elements(0, first), 1, shape.elements(first, shape.rank()), centered);
  }
}
