package org.gradus.layers.convolution;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.convolution.Convolutions;
import org.gradus.core.json.Defaults;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.gradus.core.window.Windows;
import org.gradus.layers.initialization.FanMode;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.jspecify.annotations.Nullable;

/**
 * Makes images or sequences larger by the transpose of a convolution, its gradient: every input
 * element adds the kernel, times itself, to the output, stride by stride.
 *
 * <p>Shapes: images (N, in, H, W) to (N, out, H′, W′) with {@code weight} (in, out / groups, kernel
 * rows, kernel columns), or sequences (N, in, L) to (N, out, L′) with (in, out / groups, kernel);
 * {@code bias} (out); all as in PyTorch. Each axis becomes (size − 1) · stride − padding before and
 * after + dilation · (kernel − 1) + 1 + output padding: padding cuts off what a convolution pads,
 * and the output padding, less than the stride, chooses among the sizes that the convolution rounds
 * down to the same number. The number of input channels may be left open.
 *
 * <pre>{@code
 * TransposedConvolution.of(16, 3, 3).withStride(2).withPadding(1).withOutputPadding(1)
 * }</pre>
 *
 * <p>By default weight and bias start as PyTorch's do, uniform between ±1 / √(out / groups ·
 * |kernel|): {@link He#pytorch()} by the {@linkplain Fans#transposedConvolution fan-out}, which
 * PyTorch takes for the fan-in.
 *
 * <p>Source: Zeiler, Krishnan, Taylor and Fergus, "Deconvolutional networks", 2010; Dumoulin and
 * Visin, "A guide to convolution arithmetic for deep learning", 2016.
 */
public final class TransposedConvolution implements Module {
  private final Config config;
  private final KernelParameters parameters;

  /** Creates a layer, still without parameters. */
  public TransposedConvolution(Config config) {
    this.config = config;
    this.parameters = new KernelParameters("transposed-convolution", config.weight, config.bias);
  }

  /**
   * What a transposed convolution is made of.
   *
   * @param out the number of output channels, at least 1 and divisible by the groups
   * @param windows how the kernel moves along each axis of the output: two for images, one for
   *     sequences
   * @param outputPadding by how much to make the output longer along each axis, at least 0 and less
   *     than the stride
   * @param in the number of input channels, divisible by the groups; empty to infer it
   * @param groups the number of groups, at least 1
   * @param weight how the weight starts
   * @param bias how the bias starts; empty for none
   */
  public record Config(
      int out,
      List<Window> windows,
      List<Integer> outputPadding,
      Optional<Integer> in,
      int groups,
      Initializer weight,
      Optional<Initializer> bias)
      implements Module.Config {
    private static final Initializer START = He.pytorch().by(FanMode.FAN_OUT);

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range, or not divisible by the groups
     */
    public Config {
      windows = Windows.checked("transposed-convolution", windows);
      outputPadding = List.copyOf(outputPadding);
      Channels.requireGroups("transposed-convolution", "out", out, groups);
      in.ifPresent(size -> Channels.requireGroups("transposed-convolution", "in", size, groups));
      requireOutputPadding(windows, outputPadding);
    }

    /** Infers the number of input channels, and starts as PyTorch does. */
    @Defaults
    public Config(int out, List<Window> windows) {
      this(
          out,
          windows,
          Collections.nCopies(windows.size(), 0),
          Optional.empty(),
          1,
          START,
          Optional.of(START));
    }

    private static void requireOutputPadding(List<Window> windows, List<Integer> padding) {
      boolean fits = padding.size() == windows.size();
      for (int i = 0; fits && i < padding.size(); i++) {
        fits = padding.get(i) >= 0 && padding.get(i) < windows.get(i).stride();
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "[transposed-convolution] outputPadding does not fit: expected for each axis a number"
                + " from 0 to less than its stride, got "
                + padding
                + ".");
      }
    }
  }

  /**
   * Returns a layer that infers the number of its input channels when it is built.
   *
   * @param out the number of output channels
   * @param kernel the size of the kernel: rows and columns for images, one number for sequences
   * @throws IllegalArgumentException if a number is below 1, or there are not one or two sizes
   */
  public static TransposedConvolution of(int out, int... kernel) {
    return new TransposedConvolution(new Config(out, Windows.of(kernel)));
  }

  private TransposedConvolution with(
      List<Window> windows, List<Integer> outputPadding, Optional<Integer> in, int groups) {
    return new TransposedConvolution(
        new Config(config.out, windows, outputPadding, in, groups, config.weight, config.bias));
  }

  private TransposedConvolution with(List<Window> windows) {
    return with(windows, config.outputPadding, config.in, config.groups);
  }

  /** Returns a new layer like this one with other strides: one for all axes, or for each. */
  public TransposedConvolution withStride(int... strides) {
    return with(Windows.withStride(config.windows, strides));
  }

  /** Returns a new layer like this one with padding at both ends: one for all axes, or for each. */
  public TransposedConvolution withPadding(int... padding) {
    return with(Windows.withPadding(config.windows, padding));
  }

  /** Returns a new layer like this one with another dilation: one for all axes, or for each. */
  public TransposedConvolution withDilation(int... dilation) {
    return with(Windows.withDilation(config.windows, dilation));
  }

  /**
   * Returns a new layer like this one with a longer output; to be chosen after the stride.
   *
   * @param padding by how much: for all axes
   * @throws IllegalArgumentException if it is negative, or not less than a stride
   */
  public TransposedConvolution withOutputPadding(int padding) {
    List<Integer> all = Collections.nCopies(config.windows.size(), padding);
    return with(config.windows, all, config.in, config.groups);
  }

  /**
   * Returns a new layer like this one with its channels in groups.
   *
   * @throws IllegalArgumentException if the groups do not divide the numbers of channels
   */
  public TransposedConvolution withGroups(int groups) {
    return with(config.windows, config.outputPadding, config.in, groups);
  }

  private TransposedConvolution with(Initializer weight, Optional<Initializer> bias) {
    return new TransposedConvolution(
        new Config(
            config.out,
            config.windows,
            config.outputPadding,
            config.in,
            config.groups,
            weight,
            bias));
  }

  /** Returns a new layer like this one whose weight starts otherwise. */
  public TransposedConvolution withWeight(Initializer initializer) {
    return with(initializer, config.bias);
  }

  /** Returns a new layer like this one whose bias starts otherwise. */
  public TransposedConvolution withBias(Initializer initializer) {
    return with(config.weight, Optional.of(initializer));
  }

  /** Returns a new layer like this one without a bias. */
  public TransposedConvolution withoutBias() {
    return with(config.weight, Optional.empty());
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    String layer = "transposed-convolution";
    int in = Channels.of(layer, input, config.windows.size(), config.in, config.groups);
    int[] result = input.toArray();
    int[] sizes = new int[input.rank()];
    sizes[0] = in;
    sizes[1] = config.out / config.groups;
    result[1] = config.out;
    for (int i = 0; i < config.windows.size(); i++) {
      sizes[2 + i] = config.windows.get(i).kernel();
      result[2 + i] = size(input.size(2 + i), i);
    }
    Shape weight = Shape.of(sizes);
    Fans fans = Fans.transposedConvolution(weight, config.groups);
    parameters.create(construction, weight, fans, config.out);
    return Shape.of(result);
  }

  /** Returns the size of an axis of the output. */
  private int size(int positions, int axis) {
    Window window = config.windows.get(axis);
    long size =
        (positions - 1L) * window.stride()
            - window.before()
            - window.after()
            + window.extent()
            + config.outputPadding.get(axis);
    if (positions < 1 || size < 1) {
      throw ShapeException.of(
          "transposed-convolution",
          "the padding cuts everything off at axis " + (2 + axis),
          "a result of at least 1",
          String.valueOf(size));
    }
    return Shape.size("transposed-convolution", size);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    Tensor weight = parameters.weight(context);
    @Nullable Tensor bias = parameters.bias();
    Channels.of(
        "transposed-convolution",
        x.shape(),
        config.windows.size(),
        Optional.of(weight.size(0)),
        config.groups);
    int[] size = new int[config.windows.size()];
    for (int i = 0; i < size.length; i++) {
      size[i] = size(x.size(2 + i), i);
    }
    Window[] windows = config.windows.toArray(Window[]::new);
    return bias == null
        ? Convolutions.convolveTransposed(x, weight, config.groups, size, windows)
        : Convolutions.convolveTransposed(x, weight, bias, config.groups, size, windows);
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return parameters.byName();
  }

  /** Returns out / groups · |kernel| for each element of the input. */
  @Override
  public long multiplyAdds(Shape input) {
    long each = config.out / config.groups;
    for (Window window : config.windows) {
      each *= window.kernel();
    }
    return input.elements() * each;
  }
}
