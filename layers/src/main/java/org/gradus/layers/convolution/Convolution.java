package org.gradus.layers.convolution;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.convolution.Convolutions;
import org.gradus.core.json.Defaults;
import org.gradus.core.resampling.PaddingMode;
import org.gradus.core.resampling.Resampling;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.gradus.core.window.Windows;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.He;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.WeightedLayer;
import org.jspecify.annotations.Nullable;

/**
 * Slides a kernel over images or sequences: y[n, m, i, j] = b[m] + Σ_c Σ_u Σ_v w[m, c, u, v] · x[n,
 * c, i · s − p + u · d, j · s − p + v · d], with stride s, padding p and dilation d of each axis.
 *
 * <p>Shapes: images x (N, in, H, W) to (N, out, H′, W′) with {@code weight} w (out, in / groups,
 * kernel rows, kernel columns), or sequences (N, in, L) to (N, out, L′) with w (out, in / groups,
 * kernel); {@code bias} b (out); all as in PyTorch. Each axis becomes ⌊(size + padding before and
 * after − d · (kernel − 1) − 1) / s⌋ + 1. The number of input channels may be left open.
 *
 * <p>In groups, which divide both numbers of channels, the outputs of a group see the inputs of
 * that group only; with as many groups as channels the convolution is depthwise.
 *
 * <pre>{@code
 * Convolution.of(16, 3, 3).withPadding(1)                 // images
 * Convolution.of(25, 5).withStride(2).withPadding(2)      // sequences
 * Convolution.of(32, 3, 3).withSamePadding().withGroups(4).withoutBias()
 * }</pre>
 *
 * <p>By default weight and bias start as PyTorch's do, uniform between ±1 / √(in / groups ·
 * |kernel|) ({@link He#pytorch()}).
 *
 * <p>Source: LeCun et al., "Gradient-based learning applied to document recognition", 1998; groups:
 * Krizhevsky, Sutskever and Hinton, "ImageNet classification with deep convolutional neural
 * networks", 2012; dilation: Yu and Koltun, "Multi-scale context aggregation by dilated
 * convolutions", 2016.
 */
public final class Convolution implements WeightedLayer {
  private final Config config;
  private final KernelParameters parameters;

  /** Creates a layer, still without parameters. */
  public Convolution(Config config) {
    this.config = config;
    this.parameters = new KernelParameters("convolution", config.weight, config.bias);
  }

  /**
   * What a convolution is made of.
   *
   * @param out the number of output channels, at least 1 and divisible by the groups
   * @param windows how the kernel moves along each axis: two for images, one for sequences
   * @param in the number of input channels, divisible by the groups; empty to infer it
   * @param groups the number of groups, at least 1
   * @param padding what the input is padded with
   * @param weight how the weight starts
   * @param bias how the bias starts; empty for none
   */
  public record Config(
      int out,
      List<Window> windows,
      Optional<Integer> in,
      int groups,
      PaddingMode padding,
      Initializer weight,
      Optional<Initializer> bias)
      implements WeightedLayer.Config {
    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if one is out of range, or not divisible by the groups
     */
    public Config {
      windows = Windows.checked("convolution", windows);
      Channels.requireGroups("convolution", "out", out, groups);
      in.ifPresent(size -> Channels.requireGroups("convolution", "in", size, groups));
    }

    /** Infers the number of input channels, pads with zeros, and starts as PyTorch does. */
    @Defaults
    public Config(int out, List<Window> windows) {
      this(
          out,
          windows,
          Optional.empty(),
          1,
          PaddingMode.ZEROS,
          He.pytorch(),
          Optional.of(He.pytorch()));
    }
  }

  /**
   * Returns a layer that infers the number of its input channels when it is built.
   *
   * @param out the number of output channels
   * @param kernel the size of the kernel: rows and columns for images, one number for sequences
   * @throws IllegalArgumentException if a number is below 1, or there are not one or two sizes
   */
  public static Convolution of(int out, int... kernel) {
    return new Convolution(new Config(out, Windows.of(kernel)));
  }

  private Convolution with(
      List<Window> windows, int groups, PaddingMode padding, Optional<Integer> in) {
    return new Convolution(
        new Config(config.out, windows, in, groups, padding, config.weight, config.bias));
  }

  private Convolution with(List<Window> windows) {
    return with(windows, config.groups, config.padding, config.in);
  }

  /**
   * Returns a new layer like this one that moves by other strides: one for all axes, or for each.
   */
  public Convolution withStride(int... strides) {
    return with(Windows.withStride(config.windows, strides));
  }

  /** Returns a new layer like this one with padding at both ends: one for all axes, or for each. */
  public Convolution withPadding(int... padding) {
    return with(Windows.withPadding(config.windows, padding));
  }

  /**
   * Returns a new layer like this one with the padding with which a stride of 1, and the dilation
   * that this layer has, keep the size: dilation · (kernel − 1) in all, the larger half at the end.
   */
  public Convolution withSamePadding() {
    return with(config.windows.stream().map(Window::same).toList());
  }

  /** Returns a new layer like this one that pads with something else. */
  public Convolution withPadding(PaddingMode padding) {
    return with(config.windows, config.groups, padding, config.in);
  }

  /** Returns a new layer like this one with another dilation: one for all axes, or for each. */
  public Convolution withDilation(int... dilation) {
    return with(Windows.withDilation(config.windows, dilation));
  }

  /**
   * Returns a new layer like this one with its channels in groups.
   *
   * @throws IllegalArgumentException if the groups do not divide the numbers of channels
   */
  public Convolution withGroups(int groups) {
    return with(config.windows, groups, config.padding, config.in);
  }

  /**
   * Returns a new layer like this one for a number of input channels.
   *
   * @throws IllegalArgumentException if the number is below 1 or not divisible by the groups
   */
  public Convolution withIn(int in) {
    return with(config.windows, config.groups, config.padding, Optional.of(in));
  }

  private Convolution with(Initializer weight, Optional<Initializer> bias) {
    return new Convolution(
        new Config(
            config.out, config.windows, config.in, config.groups, config.padding, weight, bias));
  }

  /** Returns a new layer like this one whose weight starts otherwise. */
  public Convolution withWeight(Initializer initializer) {
    return with(initializer, config.bias);
  }

  /** Returns a new layer like this one whose bias starts otherwise. */
  public Convolution withBias(Initializer initializer) {
    return with(config.weight, Optional.of(initializer));
  }

  /** Returns a new layer like this one without a bias. */
  public Convolution withoutBias() {
    return with(config.weight, Optional.empty());
  }

  @Override
  public Config config() {
    return config;
  }

  @Override
  public Shape build(Shape input, Construction construction) {
    int in = Channels.of("convolution", input, config.windows.size(), config.in, config.groups);
    Shape result = result(input);
    int[] sizes = new int[input.rank()];
    sizes[0] = config.out;
    sizes[1] = in / config.groups;
    for (int i = 0; i < config.windows.size(); i++) {
      sizes[2 + i] = config.windows.get(i).kernel();
    }
    Shape weight = Shape.of(sizes);
    Fans fans = Fans.convolution(weight, config.groups);
    parameters.create(construction, weight, fans, config.out);
    return result;
  }

  private Shape result(Shape input) {
    int[] sizes = input.toArray();
    sizes[1] = config.out;
    for (int i = 0; i < config.windows.size(); i++) {
      Window window = config.windows.get(i);
      config.padding.requireRoom(input, 2 + i, Math.max(window.before(), window.after()));
      sizes[2 + i] = window.positions("convolution", input.size(2 + i));
    }
    return Shape.of(sizes);
  }

  @Override
  public Tensor forward(Tensor x, Context context) {
    return forward(x, parameters.weight(context), context);
  }

  @Override
  public Tensor forward(Tensor x, Tensor weight, Context context) {
    @Nullable Tensor bias = parameters.bias();
    Tensor padded = x;
    Window[] windows = config.windows.toArray(Window[]::new);
    for (int i = 0; config.padding != PaddingMode.ZEROS && i < windows.length; i++) {
      Window window = windows[i];
      int axis = 2 + i;
      padded = Resampling.pad(padded, config.padding, axis, window.before(), window.after());
      windows[i] = window.withPadding(0);
    }
    return bias == null
        ? Convolutions.convolve(padded, weight, config.groups, windows)
        : Convolutions.convolve(padded, weight, bias, config.groups, windows);
  }

  @Override
  public Parameter weight() {
    return parameters.weight();
  }

  @Override
  public Convolution rescaled(Tensor scale, Tensor shift) {
    Tensor w = weight().tensor().detach();
    @Nullable Tensor bias = parameters.bias();
    Tensor moved = bias == null ? shift : bias.detach().mul(scale).add(shift);
    Tensor rows = w.reshape(config.out, -1).mul(scale.unsqueeze(1));
    Convolution layer = bias == null ? withBias(Constant.zeros()) : new Convolution(config);
    int[] sizes = w.shape().toArray();
    sizes[0] = 1;
    sizes[1] *= config.groups;
    for (int i = 0; i < config.windows.size(); i++) {
      Window window = config.windows.get(i);
      sizes[2 + i] = window.extent() + Math.max(window.before(), window.after());
    }
    layer.build(
        Shape.of(sizes),
        Construction.restoring(
            w.dtype(),
            (path, dtype, shape) -> path.equals("weight") ? rows.reshape(shape) : moved));
    return layer;
  }

  @Override
  public Map<String, Parameter> ownParameters() {
    return parameters.byName();
  }

  /** Returns in / groups · |kernel| for each element of the result. */
  @Override
  public long multiplyAdds(Shape input) {
    long each = input.size(1) / config.groups;
    for (Window window : config.windows) {
      each *= window.kernel();
    }
    return result(input).elements() * each;
  }
}
