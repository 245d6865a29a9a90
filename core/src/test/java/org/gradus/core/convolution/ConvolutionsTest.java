package org.gradus.core.convolution;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.compute.Compute;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.junit.jupiter.api.Test;

class ConvolutionsTest {
  private static final Window THREE = Window.of(3).withPadding(1);

  private static Tensor normal(int seed, int... sizes) {
    return Shapes.normal(DType.FLOAT64, Shape.of(sizes), seed);
  }

  @Test
  void secondDerivativesAreRight() {
    Window rows = new Window(2, 2, 1, 0, 1);
    Window columns = new Window(3, 1, 1, 2, 2);
    GradCheck.of(in -> Convolutions.convolve(in[0], in[1], in[2], 2, rows, columns).square())
        .named("images", "weight", "bias")
        .checkSecondOrder(normal(1, 2, 4, 4, 5), normal(2, 2, 2, 2, 3), normal(3, 2));
  }

  @Test
  void secondDerivativesOfTheTransposeAreRight() {
    Window window = new Window(3, 2, 1, 1, 1);
    int[] size = {8};
    GradCheck.of(
            in -> Convolutions.convolveTransposed(in[0], in[1], in[2], 1, size, window).square())
        .named("sequences", "weight", "bias")
        .checkSecondOrder(normal(1, 2, 3, 4), normal(2, 3, 2, 3), normal(3, 2));
  }

  @Test
  void theTransposeIsTheTranspose() {
    Tensor x = normal(1, 3, 4, 9, 7);
    Tensor weight = normal(2, 6, 2, 3, 2);
    Window rows = new Window(3, 2, 1, 0, 1);
    Window columns = new Window(2, 3, 0, 2, 2);
    Tensor y = Convolutions.convolve(x, weight, 2, rows, columns);
    Tensor other = normal(3, y.shape().toArray());
    Tensor back =
        Convolutions.convolveTransposed(other, weight, 2, new int[] {9, 7}, rows, columns);

    // ⟨A x, y⟩ = ⟨x, Aᵀ y⟩.
    assertEquals(y.mul(other).sum().item(), x.mul(back).sum().item(), 1e-10);
  }

  @Test
  void theNumberOfThreadsChangesNoBit() {
    Tensor x = Shapes.normal(DType.FLOAT32, Shape.of(19, 6, 17, 16), 1).tracked();
    Tensor weight = Shapes.normal(DType.FLOAT32, Shape.of(16, 3, 3, 3), 2).tracked();
    int before = Compute.threads();
    try {
      Compute.setThreads(1);
      Tensor y = Convolutions.convolve(x, weight, 2, THREE, THREE.withStride(2));
      Gradients gradients = y.square().sum().backward();
      for (int threads = 2; threads <= 3; threads++) {
        Compute.setThreads(threads);
        Tensor again = Convolutions.convolve(x, weight, 2, THREE, THREE.withStride(2));
        Gradients same = again.square().sum().backward();
        assertEquals(y, again);
        assertEquals(gradients.of(x), same.of(x));
        assertEquals(gradients.of(weight), same.of(weight));
      }
    } finally {
      Compute.setThreads(before);
    }
  }

  @Test
  void anImageIsComputedAlikeAloneAndInABatch() {
    Tensor x = Shapes.normal(DType.FLOAT32, Shape.of(5, 3, 40, 60), 1);
    Tensor weight = Shapes.normal(DType.FLOAT32, Shape.of(40, 3, 3, 3), 2);
    Tensor y = Convolutions.convolve(x, weight, 1, THREE, THREE);
    assertEquals(
        y.slice(0, 3, 4), Convolutions.convolve(x.slice(0, 3, 4), weight, 1, THREE, THREE));
  }

  @Test
  void longSequencesAreCut() {
    Tensor x = Shapes.random(DType.FLOAT32, Shape.of(1, 2, 10_001), 1);
    Tensor weight = Shapes.random(DType.FLOAT32, Shape.of(3, 2, 3), 2);
    Window window = THREE.withDilation(2);
    Tensor y = Convolutions.convolve(x, weight, 1, window);
    for (int from : new int[] {0, 3300, 6600, 9900}) {
      // Away from its ends, a part gives a part: all numbers are exact.
      Tensor part = x.slice(2, from, Math.min(from + 100, 10_001));
      Tensor results = Convolutions.convolve(part, weight, 1, window);
      int to = results.size(2) - 1;
      assertEquals(y.slice(2, from + 1, from + to), results.slice(2, 1, to));
    }
    Tensor back = Convolutions.convolveTransposed(y, weight, 1, new int[] {10_001}, window);
    assertEquals(y.square().sum().item(), x.mul(back).sum().item(), 1);
  }

  @Test
  void emptyBatchesAndSumsOfNothing() {
    Tensor weight = normal(1, 2, 3, 3, 3).tracked();
    Tensor nothing = Convolutions.convolve(normal(1, 0, 3, 5, 5), weight, 1, THREE, THREE);
    assertEquals(Shape.of(0, 2, 5, 5), nothing.shape());
    assertEquals(Tensor.zeros(DType.FLOAT64, weight.shape()), nothing.sum().backward().of(weight));

    // Every second element of the result is reached by no element of the kernel.
    Tensor spread =
        Convolutions.convolveTransposed(
            Tensor.of(new double[] {1, 2}, Shape.of(1, 1, 2)),
            Tensor.of(new double[] {3}, Shape.of(1, 1, 1)),
            Tensor.of(0.5),
            1,
            new int[] {4},
            Window.of(1).withStride(2));
    assertEquals(Tensor.of(new double[] {3.5, 0.5, 6.5, 0.5}, Shape.of(1, 1, 4)), spread);
  }

  @Test
  void columnsOfTheWindowMayLieBesideTheImage() {
    Tensor point = Shapes.random(DType.FLOAT64, Shape.of(3, 2, 1, 1), 1);
    Tensor weight = Shapes.random(DType.FLOAT64, Shape.of(4, 2, 5, 5), 2);
    Window five = Window.of(5).same();
    // A single element is seen by the middle of the kernel alone.
    assertEquals(
        Convolutions.convolve(
            point, weight.slice(2, 2, 3).slice(3, 2, 3), 1, Window.POINT, Window.POINT),
        Convolutions.convolve(point, weight, 1, five, five));

    Tensor image = Shapes.random(DType.FLOAT64, Shape.of(1, 1, 2, 2), 3).tracked();
    Tensor kernel = Shapes.random(DType.FLOAT64, Shape.of(1, 1, 7, 7), 4);
    Window seven = Window.of(7).same().withStride(2);
    // The only position shows the image below the elements 3 and 4 of the kernel's axes.
    assertEquals(
        kernel.slice(2, 3, 5).slice(3, 3, 5),
        Convolutions.convolve(image, kernel, 1, seven, seven).sum().backward().of(image));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Tensor x = normal(1, 2, 4, 5, 5);
    Tensor weight = normal(2, 6, 4, 3, 3);
    assertRefused(
        ShapeException.class,
        "[convolve] input and weight do not fit: expected (N, inputs, H, W) and (outputs, inputs /"
            + " 1, 3, 2), got other shapes. Shapes: (2, 4, 5, 5), (6, 4, 3, 3).",
        () -> Convolutions.convolve(x, weight, 1, THREE, Window.of(2)));
    assertRefused(
        ShapeException.class,
        "[convolve] the channels do not fit the weight: expected 8 channels in 2 groups, got 4."
            + " Shapes: (2, 4, 5, 5), (6, 4, 3, 3).",
        () -> Convolutions.convolve(x, weight, 2, THREE, THREE));
    assertRefused(
        ShapeException.class,
        "[convolve] the bias does not fit: expected (6), got (4).",
        () -> Convolutions.convolve(x, weight, normal(3, 4), 1, THREE, THREE));
    assertRefused(
        ShapeException.class,
        "[convolve] the window is longer than the padded axis: expected at most 5 elements, got 7.",
        () -> Convolutions.convolve(x, weight, 1, Window.of(3).withDilation(3), THREE));
    assertRefused(
        DTypeException.class,
        "[convolve] wrong element type: expected equal floating-point types (cast converts), got"
            + " FLOAT64 and FLOAT32.",
        () -> Convolutions.convolve(x, weight.cast(DType.FLOAT32), 1, THREE, THREE));
    assertRefused(
        ShapeException.class,
        "[convolve-transposed] a result of 8 at axis 3 does not fit: expected 8 there, got 5."
            + " Shapes: (2, 4, 5, 5), (4, 6, 3, 3).",
        () ->
            Convolutions.convolveTransposed(
                x, normal(2, 4, 6, 3, 3), 1, new int[] {5, 8}, THREE, THREE));
  }
}
