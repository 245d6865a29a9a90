package org.gradus.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Workspace;
import org.junit.jupiter.api.Test;

class ByteImagesTest {
  private static final List<String> NAMES = List.of("cat", "dog");

  /**
   * Three images of two channels, one row and two columns: 51 · (0 … 3), then 204, 255 and so on.
   */
  private static ByteImages images() {
    byte[] pixels = {
      0, 51, 102, (byte) 153, (byte) 204, (byte) 255, 0, 51, 102, (byte) 153, (byte) 204, (byte) 255
    };
    return ByteImages.of(pixels, Shape.of(2, 1, 2), new int[] {0, 1, 1}, NAMES);
  }

  @Test
  void batchesAreScaled() {
    Batch batch = images().get(2, 0);

    assertEquals(Shape.of(2, 2, 1, 2), batch.inputs().shape());
    assertArrayEquals(
        new float[] {0.4f, 0.6f, 0.8f, 1, 0, 0.2f, 0.4f, 0.6f}, batch.inputs().toFloats());
    assertArrayEquals(new int[] {1, 0}, batch.targets().toInts());
  }

  @Test
  void flatImagesAreVectors() {
    ByteImages flat = images().flat();

    assertEquals(Shape.of(1, 4), flat.get(1).inputs().shape());
    assertEquals(Shape.of(1, 2, 1, 2), flat.unflattened().get(1).inputs().shape());
    assertEquals(Shape.of(2, 1, 2), flat.imageShape());
    assertEquals(Shape.of(0, 4), flat.get().inputs().shape());
  }

  @Test
  void scalingIsOfEachChannel() {
    PixelScaling scaling = new PixelScaling(List.of(0.0, 1.0), List.of(1.0, 0.5));
    ByteImages images = images().withScaling(scaling);

    assertEquals(scaling, images.scaling());
    assertArrayEquals(
        new float[] {0, 0.2f, -1.2f, -0.8f}, images.get(0).inputs().toFloats(), 1e-7f);
  }

  @Test
  void targetsAreReadApart() {
    assertArrayEquals(new int[] {0, 1, 1}, images().targets().toInts());
    assertEquals(NAMES, images().classNames());
  }

  @Test
  void pixelsCanBeSeen() {
    assertEquals(153, images().pixel(0, 1, 0, 1));
    assertEquals(255, images().pixel(2, 1, 0, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> images().pixel(0, 2, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> images().get(3));
  }

  @Test
  void manyImagesAreReadByManyThreadsToTheSameNumbers() {
    int side = 1 << 10;
    byte[] pixels = new byte[3 * side * side];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (byte) (i * 31);
    }
    ByteImages images = ByteImages.of(pixels, Shape.of(1, side, side), new int[3], List.of("all"));

    float[] all = images.all().inputs().toFloats();

    for (int i = 0; i < pixels.length; i += 997) {
      assertEquals(Byte.toUnsignedInt(pixels[i]) / 255f, all[i]);
    }
  }

  @Test
  void batchesAreOfTheWorkspace() {
    Workspace workspace = new Workspace();
    float last = workspace.step(() -> (float) images().get(0).inputs().get(0, 1, 0, 1));

    assertEquals(0.6f, last);
    assertEquals(16, workspace.bytes());
  }

  @Test
  void otherPixelsThanTheImagesHaveAreRefused() {
    Shape shape = Shape.of(1, 2, 2);
    ShapeException e =
        assertThrows(
            ShapeException.class, () -> ByteImages.of(new byte[7], shape, new int[2], NAMES));

    assertEquals(
        "[byte-images] the pixels are not those of the images: expected (channels, height, width)"
            + " pixels for each of 2 classes, got 7 pixels. Shape: (1, 2, 2).",
        e.getMessage());
  }

  @Test
  void classesWithoutANameAreRefused() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () -> ByteImages.of(new byte[1], Shape.of(1, 1, 1), new int[] {2}, NAMES));

    assertEquals(
        "[byte-images] a class is out of range: expected a number from 0 to 1, got 2.",
        e.getMessage());
  }
}
