package org.gradus.core.resampling;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Shapes;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The reference cases are in the conformance suite. */
class ResamplingTest {
  private static final Tensor ABC = Tensor.of(1f, 2f, 3f);

  @Test
  void padsWithItself() {
    assertEquals(
        Tensor.of(3f, 2f, 1f, 2f, 3f, 2f), Resampling.pad(ABC, PaddingMode.REFLECT, 0, 2, 1));
    assertEquals(
        Tensor.of(1f, 1f, 1f, 2f, 3f, 3f), Resampling.pad(ABC, PaddingMode.REPLICATE, 0, 2, 1));
    assertEquals(
        Tensor.of(2f, 3f, 1f, 2f, 3f, 1f), Resampling.pad(ABC, PaddingMode.CIRCULAR, 0, 2, 1));
    assertEquals(
        Tensor.of(0f, 0f, 1f, 2f, 3f, 0f), Resampling.pad(ABC, PaddingMode.ZEROS, 0, 2, 1));
  }

  @Test
  void padsWithANumberOrCutsOff() {
    assertEquals(Tensor.of(9f, 1f, 2f), Resampling.pad(ABC, 9, 0, 1, -1));
    assertEquals(Tensor.of(2f), Resampling.pad(ABC, 9, 0, -1, -1));
  }

  @Test
  void interpolates() {
    // ⌊i · 3 / 4⌋ is 0, 0, 1, 2.
    assertEquals(Tensor.of(1f, 1f, 2f, 3f), Resampling.resize(ABC, Interpolation.NEAREST, 4));
    assertEquals(
        Tensor.of(1f, 1.5f, 2f, 2.5f, 3f), Resampling.resize(ABC, Interpolation.LINEAR_ALIGNED, 5));
    // (i + ½) · ½ − ½ is −¼, ¼, ¾, 1¼, 1¾, 2¼.
    assertEquals(
        Tensor.of(1f, 1.25f, 1.75f, 2.25f, 2.75f, 3f),
        Resampling.resize(ABC, Interpolation.LINEAR, 6));
    assertEquals(Tensor.of(1f), Resampling.resize(ABC, Interpolation.LINEAR_ALIGNED, 1));
  }

  @Test
  void shufflingIsUndone() {
    Tensor x = Shapes.normal(DType.FLOAT32, Shape.of(2, 12, 3, 5), 1);
    Tensor shuffled = Resampling.pixelShuffle(x, 2);
    assertEquals(Shape.of(2, 3, 6, 10), shuffled.shape());
    assertEquals(x, Resampling.pixelUnshuffle(shuffled, 2));
    // Channel c · 4 + u · 2 + v of pixel (i, j) is at row 2 i + u, column 2 j + v of channel c.
    assertEquals(x.get(1, 2 * 4 + 2 + 1, 2, 3), shuffled.get(1, 2, 5, 7));
  }

  @Test
  void gradientsAreRight() {
    Tensor x = Shapes.normal(DType.FLOAT64, Shape.of(1, 2, 3, 4), 1);
    for (Interpolation interpolation : Interpolation.values()) {
      GradCheck.of(in -> Resampling.resize(in[0], interpolation, 5, 3).square())
          .checkSecondOrder(x);
    }
    for (PaddingMode mode : PaddingMode.values()) {
      GradCheck.of(in -> Resampling.pad(in[0], mode, -1, 2, 3).square()).checkSecondOrder(x);
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertRefused(
        ShapeException.class,
        "[pad] the padding is too long at axis 0: expected at most 2 elements, got 3. Shape: (3).",
        () -> Resampling.pad(ABC, PaddingMode.REFLECT, 0, 1, 3));
    assertRefused(
        ShapeException.class,
        "[pad] the padding is negative at axis 0: expected numbers of at least 0, got -1 and 0."
            + " Shape: (3).",
        () -> Resampling.pad(ABC, PaddingMode.ZEROS, 0, -1, 0));
    assertRefused(
        ShapeException.class,
        "[pad] more is cut off than there is at axis 0: expected at most 3 elements, got 4. Shape:"
            + " (3).",
        () -> Resampling.pad(ABC, 0.0, 0, -2, -2));
    assertRefused(
        ShapeException.class,
        "[resize] axis 0 is empty: expected sizes of at least 1, got 3 to 0. Shape: (3).",
        () -> Resampling.resize(ABC, Interpolation.NEAREST, 0));
    assertRefused(
        ShapeException.class,
        "[pixel-shuffle] the images do not fit the factor 2: expected (N, C · factor², H, W),"
            + " factor ≥ 1, got (1, 6, 2, 2).",
        () -> Resampling.pixelShuffle(Tensor.ones(1, 6, 2, 2), 2));
    assertRefused(
        ShapeException.class,
        "[pixel-shuffle] the images do not fit the factor 65536: expected (N, C · factor², H, W),"
            + " factor ≥ 1, got (1, 4, 1, 1).",
        () -> Resampling.pixelShuffle(Tensor.ones(1, 4, 1, 1), 65_536));
    assertRefused(
        ShapeException.class,
        "[pixel-unshuffle] the images do not fit the factor 2: expected (N, C, H · factor, W ·"
            + " factor), factor ≥ 1, got (1, 6, 3, 2).",
        () -> Resampling.pixelUnshuffle(Tensor.ones(1, 6, 3, 2), 2));
  }
}
