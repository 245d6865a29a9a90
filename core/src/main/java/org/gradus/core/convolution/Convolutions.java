package org.gradus.core.convolution;

import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;

/**
 * Convolutions of images (N, C, H, W) and of sequences (N, C, L), and their transposes.
 *
 * <p>As everywhere in deep learning the kernel is not flipped: strictly, these are
 * cross-correlations. Source: Dumoulin and Visin, "A guide to convolution arithmetic for deep
 * learning", 2016.
 */
public final class Convolutions {
  private Convolutions() {}

  /**
   * Returns the convolution of images or sequences.
   *
   * <p>y[n, m, i, j] = Σ_c Σ_u Σ_v w[m, c, u, v] · x[n, c, i · s − p + u · d, j · s − p + v · d]
   * with stride s, padding p by zeros and dilation d of each axis, over the channels c of m's
   * group.
   *
   * @param x (N, inputs, H, W) or (N, inputs, L)
   * @param weight w, (outputs, inputs / groups, kernel rows, kernel columns), or without rows
   * @param groups the number of groups; the outputs of a group see the inputs of that group only
   * @param windows how the kernel moves along each axis: two for images, one for sequences
   * @return (N, outputs, H′, W′) or (N, outputs, L′)
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the types are not one floating-point type
   */
  public static Tensor convolve(Tensor x, Tensor weight, int groups, Window... windows) {
    Geometry geometry = geometry(x, weight, groups, windows);
    return sequences(Convolve.of(geometry, images(x), images(weight)), x);
  }

  /**
   * Returns the convolution with a number added to each channel of the result.
   *
   * @param bias (outputs)
   * @see #convolve(Tensor, Tensor, int, Window...)
   */
  public static Tensor convolve(
      Tensor x, Tensor weight, Tensor bias, int groups, Window... windows) {
    Geometry geometry = geometry(x, weight, groups, windows);
    requireBias("convolve", bias, weight, geometry.outputs());
    return sequences(Convolve.of(geometry, images(x), images(weight), bias), x);
  }

  /**
   * Returns the transposed convolution: the transpose of the linear map that {@link #convolve} is
   * from images or sequences of the given size, its gradient.
   *
   * <p>y[n, c, h, w] = Σ_m Σ w[m, c, u, v] · x[n, m, i, j] over all (i, j, u, v) with i · s − p + u
   * · d = h and j · s − p + v · d = w.
   *
   * @param x (N, inputs, H, W) or (N, inputs, L)
   * @param weight w, (inputs, outputs / groups, kernel rows, kernel columns), or without rows
   * @param groups the number of groups
   * @param size the size of the result, H′ and W′ or L′, of which the windows have H and W or L
   *     positions
   * @param windows how the kernel of the convolution moves along each axis of the result
   * @return (N, outputs, H′, W′) or (N, outputs, L′)
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the types are not one floating-point type
   */
  public static Tensor convolveTransposed(
      Tensor x, Tensor weight, int groups, int[] size, Window... windows) {
    Geometry geometry = transposed(x, weight, groups, size, windows);
    return sequences(ConvolveTransposed.of(geometry, images(x), images(weight)), x);
  }

  /**
   * Returns the transposed convolution with a number added to each channel of the result.
   *
   * @param bias (outputs)
   * @see #convolveTransposed(Tensor, Tensor, int, int[], Window...)
   */
  public static Tensor convolveTransposed(
      Tensor x, Tensor weight, Tensor bias, int groups, int[] size, Window... windows) {
    Geometry geometry = transposed(x, weight, groups, size, windows);
    requireBias("convolve-transposed", bias, weight, geometry.inputs());
    return sequences(ConvolveTransposed.of(geometry, images(x), images(weight), bias), x);
  }

  /** Returns sequences as images of one row. */
  private static Tensor images(Tensor x) {
    return x.rank() == 3 ? x.unsqueeze(2) : x;
  }

  /** Returns images of one row as sequences, if that is what x was. */
  private static Tensor sequences(Tensor images, Tensor x) {
    return x.rank() == 3 ? images.squeeze(2) : images;
  }

  private static Geometry geometry(Tensor x, Tensor weight, int groups, Window... windows) {
    String operation = "convolve";
    requireFit(operation, "outputs", "inputs", x, weight, groups, windows);
    if (x.size(1) != weight.size(1) * groups) {
      throw ShapeException.of(
          operation,
          "the channels do not fit the weight",
          weight.size(1) * groups + " channels in " + groups + " groups",
          String.valueOf(x.size(1)),
          x.shape(),
          weight.shape());
    }
    boolean image = windows.length == 2;
    Window rows = image ? windows[0] : Window.POINT;
    Window columns = windows[windows.length - 1];
    int height = image ? x.size(2) : 1;
    int width = x.size(-1);
    return new Geometry(
        x.size(0),
        groups,
        x.size(1),
        weight.size(0),
        height,
        width,
        rows.positions(operation, height),
        columns.positions(operation, width),
        rows,
        columns);
  }

  private static Geometry transposed(
      Tensor x, Tensor weight, int groups, int[] size, Window... windows) {
    String operation = "convolve-transposed";
    requireFit(operation, "inputs", "outputs", x, weight, groups, windows);
    if (x.size(1) != weight.size(0) || size.length != windows.length) {
      throw ShapeException.of(
          operation,
          "the channels do not fit the weight",
          weight.size(0) + " channels",
          String.valueOf(x.size(1)),
          x.shape(),
          weight.shape());
    }
    for (int i = 0; i < windows.length; i++) {
      int positions = windows[i].positions(operation, size[i]);
      if (positions != x.size(2 + i)) {
        throw ShapeException.of(
            operation,
            "a result of " + size[i] + " at axis " + (2 + i) + " does not fit",
            positions + " there",
            String.valueOf(x.size(2 + i)),
            x.shape(),
            weight.shape());
      }
    }
    boolean image = windows.length == 2;
    return new Geometry(
        x.size(0),
        groups,
        weight.size(1) * groups,
        weight.size(0),
        image ? size[0] : 1,
        size[size.length - 1],
        image ? x.size(2) : 1,
        x.size(-1),
        image ? windows[0] : Window.POINT,
        windows[windows.length - 1]);
  }

  private static void requireFit(
      String operation,
      String first,
      String second,
      Tensor x,
      Tensor weight,
      int groups,
      Window... windows) {
    requireTypes(operation, x, weight);
    boolean fits =
        (windows.length == 1 || windows.length == 2)
            && x.rank() == 2 + windows.length
            && weight.rank() == x.rank()
            && groups >= 1
            && weight.size(0) % groups == 0;
    for (int i = 0; fits && i < windows.length; i++) {
      fits = weight.size(2 + i) == windows[i].kernel();
    }
    if (!fits) {
      StringBuilder kernel = new StringBuilder();
      for (Window window : windows) {
        kernel.append(", ").append(window.kernel());
      }
      throw ShapeException.of(
          operation,
          "input and weight do not fit",
          (windows.length == 1 ? "(N, inputs, L)" : "(N, inputs, H, W)")
              + " and ("
              + first
              + ", "
              + second
              + " / "
              + groups
              + kernel
              + ")",
          "other shapes",
          x.shape(),
          weight.shape());
    }
  }

  private static void requireTypes(String operation, Tensor images, Tensor weight) {
    if (!images.dtype().isFloating() || images.dtype() != weight.dtype()) {
      throw new DTypeException(
          operation, "equal floating-point types (cast converts)", images.dtype(), weight.dtype());
    }
  }

  private static void requireBias(String operation, Tensor bias, Tensor weight, int channels) {
    requireTypes(operation, bias, weight);
    if (!bias.shape().equals(Shape.of(channels))) {
      throw ShapeException.of(
          operation,
          "the bias does not fit",
          Shape.of(channels).toString(),
          bias.shape().toString());
    }
  }
}
