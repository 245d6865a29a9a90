package org.gradus.regularization.augmentation;

import static org.gradus.regularization.augmentation.SignalAugmentationTest.copies;
import static org.gradus.regularization.augmentation.SignalAugmentationTest.results;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.core.resampling.PaddingMode;
import org.gradus.core.resampling.Resampling;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.regularization.augmentation.Flip.Direction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ImageAugmentationTest {
  private static final Tensor IMAGE =
      Tensors.range(2 * 3 * 4).cast(DType.FLOAT64).add(1).reshape(2, 3, 4);

  private static Tensor turned(Tensor image, double degrees) {
    Augmentation turn = (example, random) -> Rotation.turn(example, degrees);
    return copies(turn, image).select(0, 0);
  }

  @Test
  void flipsExchangeSides() {
    Tensor odd = Tensors.range(2 * 3 * 5).cast(DType.FLOAT32).reshape(2, 3, 5);
    for (Tensor image : List.of(IMAGE, odd, odd.permute(0, 2, 1))) {
      assertEquals(Set.of(Shaping.flip(image, 2)), results(new Flip(1), image));
      assertEquals(Set.of(Shaping.flip(image, 1)), results(new Flip(Direction.VERTICAL, 1), image));
      assertEquals(Set.of(image, Shaping.flip(image, 2)), results(new Flip(0.5), image));
    }
  }

  @Test
  void cropsAreCutOutOfPaddedImages() {
    for (PaddingMode mode : PaddingMode.values()) {
      Tensor batch = IMAGE.unsqueeze(0);
      Tensor tall = Resampling.pad(batch, mode, 2, 2, 2);
      Tensor padded = Resampling.pad(tall, mode, 3, 2, 2).squeeze(0);
      Set<Tensor> expected = new HashSet<>();
      for (int top = 0; top <= 4; top++) {
        for (int left = 0; left <= 4; left++) {
          expected.add(padded.slice(1, top, top + 3).slice(2, left, left + 4));
        }
      }
      // Of 500 draws all 25 places are met but with probability below 1e-7.
      assertEquals(expected, results(new PaddedCrop(2, mode), IMAGE));
    }
    assertEquals(Set.of(IMAGE), results(new PaddedCrop(0), IMAGE));
  }

  @Test
  void aQuarterTurnsCounterclockwise() {
    Tensor square = Tensor.of(new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, Shape.of(1, 3, 3));
    Tensor quarter = Tensor.of(new double[] {3, 6, 9, 2, 5, 8, 1, 4, 7}, Shape.of(1, 3, 3));
    assertEquals(square, turned(square, 0));
    assertTrue(turned(square, 90).isClose(quarter, 1e-12, 1e-12));
    Tensor half = turned(IMAGE, 180);
    assertTrue(half.isClose(Shaping.flip(IMAGE, 1, 2), 1e-12, 1e-12));
  }

  /** A plane stays one where it is turned; what is outside is zero. */
  @Test
  void pixelsAreInterpolated() {
    int size = 9;
    double angle = Math.toRadians(30);
    double[] plane = new double[size * size];
    double[] expected = new double[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        plane[y * size + x] = 10 + 2 * (x - 4) - 3 * (y - 4);
        double fromX = Math.cos(angle) * (x - 4) - Math.sin(angle) * (y - 4);
        double fromY = Math.sin(angle) * (x - 4) + Math.cos(angle) * (y - 4);
        expected[y * size + x] = 10 + 2 * fromX - 3 * fromY;
      }
    }
    Tensor turned = turned(Tensor.of(plane, Shape.of(1, size, size)), 30);
    for (int y = 2; y <= 6; y++) {
      for (int x = 2; x <= 6; x++) {
        assertEquals(expected[y * size + x], turned.get(0, y, x), 1e-12);
      }
    }
    assertEquals(0, turned.get(0, 0, 0));
  }

  @Test
  void anglesAreWithinTheirRange() {
    // The corner (1, 0) of a plane x is at cos φ after a turn by φ.
    Tensor image = Tensor.of(new double[] {-1, 0, 1, -1, 0, 1, -1, 0, 1}, Shape.of(1, 3, 3));
    Tensor cosines = copies(new Rotation(20), image).select(1, 0).select(1, 1).select(1, 2);
    double least = Math.cos(Math.toRadians(20));
    // Of 500 angles the largest is beyond 19° but with probability below 1e-10.
    assertTrue(cosines.min().item() >= least * least);
    assertTrue(cosines.max().item() <= 1);
    assertTrue(results(new Rotation(20), image).size() > 490);
  }

  @Test
  void coloursAreTheirFormulas() {
    Tensor image = Tensor.of(new double[] {1, 0, 0, 1, 0, 0}, Shape.of(3, 1, 2));
    Tensor bright = copies(new ColorJitter(0.5, 0, 0), image);
    Tensor factors = bright.select(1, 0).select(1, 0).select(1, 0);
    assertTrue(factors.min().item() >= 0.5 && factors.max().item() < 1.5);
    assertTrue(bright.isClose(factors.reshape(-1, 1, 1, 1).mul(image.unsqueeze(0)), 1e-15, 1e-15));

    // Mean grey: (0.299 + 0.587) / 2.
    double grey = 0.443;
    Tensor contrast = copies(new ColorJitter(0, 1, 0), image).reshape(-1, 6);
    Tensor spread = contrast.select(1, 0).sub(contrast.select(1, 1));
    Tensor expected = spread.unsqueeze(1).mul(image.reshape(1, 6).sub(grey)).add(grey);
    assertTrue(contrast.isClose(expected, 1e-12, 1e-12));

    Tensor saturated = copies(new ColorJitter(0, 0, 1), image).reshape(-1, 3, 2);
    Tensor greys = Tensor.of(0.299, 0.587, 0.114).reshape(1, 3, 1);
    Tensor kept = saturated.mul(greys).sum(1);
    assertTrue(kept.select(1, 0).sub(0.299).abs().max().item() < 1e-12);
    assertTrue(kept.select(1, 1).sub(0.587).abs().max().item() < 1e-12);
    Tensor red = saturated.select(2, 0).select(1, 0);
    assertTrue(red.max().item() > 1.5 && red.min().item() < 0.4);
    assertEquals(Set.of(image), results(new ColorJitter(0, 0, 0), image));
  }

  @Test
  void otherImagesHaveTheirMeanForGrey() {
    Tensor image = Tensor.of(new double[] {2, 4}, Shape.of(1, 1, 2));
    Tensor contrast = copies(new ColorJitter(0, 0.5, 0), image).reshape(-1, 2);
    assertTrue(contrast.sum(1).sub(6).abs().max().item() < 1e-12);
  }

  @Test
  void boxesAreErased() {
    Tensor image = Tensor.ones(DType.FLOAT64, Shape.of(2, 20, 30));
    Tensor erased = copies(new Erasing(1), image);
    Tensor shares = erased.mean(1, 2, 3);
    assertEquals(erased.select(1, 0), erased.select(1, 1));
    // Sides are rounded: 0.02 to 0.4 of 600, within half a pixel on each side.
    assertTrue(shares.min().item() > 0.54 && shares.max().item() < 0.995);
    assertTrue(shares.max().item() > 0.95 && shares.min().item() < 0.65);
    Tensor box = Tensor.ones(DType.FLOAT64, Shape.of(500, 20, 30)).sub(erased.select(1, 0));
    Tensor rows = box.max(2).sum(1);
    Tensor columns = box.max(1).sum(1);
    assertEquals(box.sum(1, 2), rows.mul(columns));
    assertEquals(Set.of(image), results(new Erasing(0), image));
    // Half of the area, nearly square, does not fit into a thin image.
    Tensor thin = Tensor.ones(DType.FLOAT64, Shape.of(1, 1, 100));
    assertEquals(Set.of(thin), results(new Erasing(1, 0.5, 0.5, 1), thin));
  }

  @Test
  void channelsAreNormalized() {
    Tensor expected =
        IMAGE.sub(Tensor.of(1.0, 2).reshape(2, 1, 1)).div(Tensor.of(2.0, 4).reshape(2, 1, 1));
    Normalize normalize = new Normalize(List.of(1.0, 2.0), List.of(2.0, 4.0));
    assertEquals(Set.of(expected), results(normalize, IMAGE));
  }

  @Test
  void refuseWhatDoesNotFit() {
    assertRefused(
        "[rotation] the examples are no images: expected (C, H, W), at least 1 each, got (4).",
        () -> copies(new Rotation(1), Tensor.ones(4)));
    assertRefused(
        "[color-jitter] there is no colour to saturate: expected (3, H, W), got (2, 3, 4).",
        () -> copies(new ColorJitter(0, 0, 1), IMAGE));
    assertRefused(
        "[normalize] the examples do not fit: expected (C, …) of 1 channels, got (2, 3, 4).",
        () -> copies(new Normalize(List.of(1.0), List.of(1.0)), IMAGE));
    assertThrows(ShapeException.class, () -> copies(new PaddedCrop(3, PaddingMode.REFLECT), IMAGE));
    assertRefused(
        "[erasing] most is out of range: expected from least, 0.5, to 1, got 0.2.",
        () -> new Erasing(1, 0.5, 0.2, 0.3));
    assertRefused(
        "[normalize] number of deviations is out of range: expected that of the means, 2, got 1.",
        () -> new Normalize(List.of(1.0, 2.0), List.of(1.0)));
    assertRefused(
        "[rotation] most is out of range: expected degrees from 0 to 180, got 181.0.",
        () -> new Rotation(181));
  }

  private static void assertRefused(String message, Executable executable) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, executable);
    assertEquals(message, e.getMessage());
  }
}
