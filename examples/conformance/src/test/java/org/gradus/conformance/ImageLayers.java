package org.gradus.conformance;

import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.convolution.Convolutions;
import org.gradus.core.pooling.Pooling;
import org.gradus.core.pooling.Pooling.Maxima;
import org.gradus.core.resampling.Interpolation;
import org.gradus.core.resampling.PaddingMode;
import org.gradus.core.resampling.Resampling;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Patches;
import org.gradus.core.window.Window;

/** The operations on images and sequences of the family {@code layers}. */
final class ImageLayers {
  private ImageLayers() {}

  static void addTo(Operations ops) {
    ops.one("conv1d", in -> convolve(in, 1));
    ops.one("conv2d", in -> convolve(in, 2));
    ops.one("conv_transpose1d", in -> convolveTransposed(in, 1));
    ops.one("conv_transpose2d", in -> convolveTransposed(in, 2));
    ops.many("max_pool1d", in -> maxima(Pooling.max(in.x(), ceil(in), windows(in, 1))));
    ops.many("max_pool2d", in -> maxima(Pooling.max(in.x(), ceil(in), windows(in, 2))));
    ops.one("avg_pool1d", in -> average(in, 1));
    ops.one("avg_pool2d", in -> average(in, 2));
    ops.one("adaptive_avg_pool1d", in -> Pooling.adaptiveAverage(in.x(), size(in, 1)));
    ops.one("adaptive_avg_pool2d", in -> Pooling.adaptiveAverage(in.x(), size(in, 2)));
    ops.many("adaptive_max_pool2d", in -> maxima(Pooling.adaptiveMax(in.x(), size(in, 2))));
    ops.one("interpolate", ImageLayers::interpolate);
    ops.one("pixel_shuffle", in -> Resampling.pixelShuffle(in.x(), in.integer("upscale_factor")));
    ops.one(
        "pixel_unshuffle", in -> Resampling.pixelUnshuffle(in.x(), in.integer("downscale_factor")));
    ops.one("unfold", ImageLayers::unfold);
    ops.one("fold", ImageLayers::fold);
    ops.one("pad", ImageLayers::pad);
  }

  /** Returns a setting for each axis, from a list or from one number for all. */
  private static int[] each(Arguments in, String key, int axes) {
    int[] given = in.integers(key);
    return given.length == axes ? given : IntStream.generate(() -> given[0]).limit(axes).toArray();
  }

  private static Window[] windows(Arguments in, int axes) {
    int[] kernel = each(in, "kernel_size", axes);
    int[] stride = each(in, "stride", axes);
    int[] dilation = in.has("dilation") ? each(in, "dilation", axes) : new int[] {1, 1};
    boolean named = !in.isList("padding") && in.integers("padding")[0] == 0;
    String padding = named ? in.text("padding") : "";
    Window[] windows = new Window[axes];
    for (int i = 0; i < axes; i++) {
      Window window = Window.of(kernel[i]).withStride(stride[i]).withDilation(dilation[i]);
      windows[i] =
          switch (padding) {
            case "same" -> window.same();
            case "valid", "0" -> window;
            case "" -> window.withPadding(each(in, "padding", axes)[i]);
            default -> throw new NotCoveredException("padding", padding);
          };
    }
    return windows;
  }

  private static Tensor convolve(Arguments in, int axes) {
    in.describes("in_channels", "out_channels");
    Window[] windows = windows(in, axes);
    String mode = in.text("padding_mode");
    Tensor x = in.x();
    for (int i = 0; !mode.equals("zeros") && i < axes; i++) {
      x = Resampling.pad(x, mode(mode), 2 + i, windows[i].before(), windows[i].after());
      windows[i] = windows[i].withPadding(0);
    }
    int groups = in.integer("groups");
    Tensor weight = in.tensor("weight");
    return in.flag("bias")
        ? Convolutions.convolve(x, weight, in.tensor("bias"), groups, windows)
        : Convolutions.convolve(x, weight, groups, windows);
  }

  private static Tensor convolveTransposed(Arguments in, int axes) {
    in.describes("in_channels", "out_channels");
    Window[] windows = windows(in, axes);
    int[] size = each(in, "output_padding", axes);
    for (int i = 0; i < axes; i++) {
      Window window = windows[i];
      int covered = (in.x().size(2 + i) - 1) * window.stride() + window.extent();
      size[i] += covered - window.before() - window.after();
    }
    int groups = in.integer("groups");
    Tensor weight = in.tensor("weight");
    return in.flag("bias")
        ? Convolutions.convolveTransposed(in.x(), weight, in.tensor("bias"), groups, size, windows)
        : Convolutions.convolveTransposed(in.x(), weight, groups, size, windows);
  }

  private static boolean ceil(Arguments in) {
    return in.flag("ceil_mode");
  }

  private static int[] size(Arguments in, int axes) {
    return each(in, "output_size", axes);
  }

  private static Map<String, Tensor> maxima(Maxima maxima) {
    return Map.of("output", maxima.values(), "indices", maxima.positions());
  }

  private static Tensor average(Arguments in, int axes) {
    boolean countPadding = in.flag("count_include_pad");
    Window[] windows = windows(in, axes);
    return in.has("divisor_override")
        ? Pooling.sum(in.x(), ceil(in), windows).div(in.number("divisor_override"))
        : Pooling.average(in.x(), ceil(in), countPadding, windows);
  }

  private static Tensor interpolate(Arguments in) {
    int axes = in.x().rank() - 2;
    int[] size = in.x().shape().toArray();
    size = IntStream.of(size).skip(2).toArray();
    if (in.has("size")) {
      size = each(in, "size", axes);
    } else {
      int[] factors = each(in, "scale_factor", axes);
      for (int i = 0; i < axes; i++) {
        size[i] *= factors[i];
      }
    }
    boolean aligned = in.flag("align_corners");
    Interpolation interpolation =
        switch (in.text("mode")) {
          case "nearest" -> Interpolation.NEAREST;
          case "linear", "bilinear" ->
              aligned ? Interpolation.LINEAR_ALIGNED : Interpolation.LINEAR;
          default -> throw new NotCoveredException("mode", in.text("mode"));
        };
    return Resampling.resize(in.x(), interpolation, size);
  }

  private static Tensor unfold(Arguments in) {
    Window[] windows = windows(in, 2);
    return Patches.unfold(in.x(), windows[0], windows[1]);
  }

  private static Tensor fold(Arguments in) {
    Window[] windows = windows(in, 2);
    int[] size = size(in, 2);
    return Patches.fold(in.x(), windows[0], windows[1], size[0], size[1]);
  }

  private static PaddingMode mode(String mode) {
    return switch (mode) {
      case "reflect" -> PaddingMode.REFLECT;
      case "replicate" -> PaddingMode.REPLICATE;
      case "circular" -> PaddingMode.CIRCULAR;
      default -> throw new NotCoveredException("mode of padding", mode);
    };
  }

  /** Pads the last axis by the first pair of numbers, the one before by the second. */
  private static Tensor pad(Arguments in) {
    int[] padding = in.integers("pad");
    String mode = in.text("mode");
    Tensor x = in.x();
    for (int i = 0; i < padding.length / 2; i++) {
      int before = padding[2 * i];
      int after = padding[2 * i + 1];
      x =
          mode.equals("constant")
              ? Resampling.pad(x, in.number("value"), -1 - i, before, after)
              : Resampling.pad(x, mode(mode), -1 - i, before, after);
    }
    return x;
  }
}
