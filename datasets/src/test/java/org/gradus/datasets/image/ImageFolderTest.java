package org.gradus.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.location.MalformedFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageFolderTest {
  @TempDir private Path folder;

  private Path picture(
      String name, String format, int type, int width, int height, IntBinaryOperator colour)
      throws IOException {
    BufferedImage image = new BufferedImage(width, height, type);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        image.setRGB(x, y, colour.applyAsInt(x, y));
      }
    }
    Path path = folder.resolve(name);
    Files.createDirectories(path.getParent());
    assertTrue(ImageIO.write(image, format, path.toFile()));
    return path;
  }

  private Path plain(String name, int colour) throws IOException {
    return picture(name, "png", BufferedImage.TYPE_INT_RGB, 2, 2, (x, y) -> colour);
  }

  private ImageFolderConfig config() {
    return ImageFolderConfig.of(folder.toString(), 2, 2);
  }

  @Test
  void classesAndPicturesAreSorted() throws IOException {
    plain("dog/b.png", 0x030000);
    plain("cat/z.PNG", 0x020000);
    plain("dog/a/c.png", 0x010000);
    plain("Zebra/1.png", 0x040000);
    plain("dog/.hidden.png", 0x090000);
    plain(".git/x.png", 0x090000);
    Files.writeString(folder.resolve("dog/notes.txt"), "no picture");
    Files.writeString(folder.resolve("README"), "no class");

    ByteImages images = config().load();

    assertEquals(List.of("Zebra", "cat", "dog"), images.classNames());
    assertArrayEquals(new int[] {0, 1, 2, 2}, images.targets().toInts());
    int[] reds = new int[4];
    Arrays.setAll(reds, i -> images.pixel(i, 0, 0, 0));
    assertArrayEquals(new int[] {4, 2, 1, 3}, reds);
    assertEquals(Shape.of(3, 2, 2), images.imageShape());
  }

  @Test
  void channelsAreApart() throws IOException {
    plain("a/1.png", 0x0a141e);

    ByteImages colour = config().load();
    ByteImages grey = config().grey().load();

    assertEquals(10, colour.pixel(0, 0, 1, 1));
    assertEquals(20, colour.pixel(0, 1, 1, 1));
    assertEquals(30, colour.pixel(0, 2, 1, 1));
    assertEquals(18, grey.pixel(0, 0, 0, 0)); // 0.299·10 + 0.587·20 + 0.114·30 = 18.15
    assertEquals(Shape.of(1, 2, 2), grey.imageShape());
  }

  @Test
  void greyPicturesKeepTheirValues() throws IOException {
    BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setSamples(0, 0, 2, 2, 0, new int[] {0, 100, 128, 255});
    Files.createDirectories(folder.resolve("a"));
    ImageIO.write(image, "png", folder.resolve("a/1.png").toFile());

    ByteImages images = config().load();

    assertEquals(100, images.pixel(0, 0, 0, 1));
    assertEquals(128, images.pixel(0, 2, 1, 0));
  }

  @Test
  void greyOfSixteenBitsAndGreyWithTransparencyKeepTheirValuesToo() throws IOException {
    BufferedImage fine = new BufferedImage(2, 2, BufferedImage.TYPE_USHORT_GRAY);
    fine.getRaster().setSamples(0, 0, 2, 2, 0, new int[] {0, 100 * 257, 128 * 257, 255 * 257});
    ColorModel model =
        new ComponentColorModel(
            ColorSpace.getInstance(ColorSpace.CS_GRAY),
            true,
            false,
            Transparency.TRANSLUCENT,
            DataBuffer.TYPE_BYTE);
    WritableRaster raster = model.createCompatibleWritableRaster(2, 2);
    raster.setSamples(0, 0, 2, 2, 0, new int[] {0, 100, 128, 255});
    raster.setSamples(0, 0, 2, 2, 1, new int[] {255, 255, 255, 255});
    Files.createDirectories(folder.resolve("a"));
    ImageIO.write(fine, "png", folder.resolve("a/1.png").toFile());
    ImageIO.write(
        new BufferedImage(model, raster, false, null), "png", folder.resolve("a/2.png").toFile());

    ByteImages images = config().load();

    for (int image = 0; image < 2; image++) {
      assertEquals(100, images.pixel(image, 0, 0, 1));
      assertEquals(128, images.pixel(image, 2, 1, 0));
      assertEquals(255, images.pixel(image, 1, 1, 1));
    }
  }

  /** Between its columns and its rows it would have 2³² numbers, were it widened first. */
  @Test
  void aPictureOfOneColumnCanBecomeAWideImage() throws IOException {
    int height = 1 << 20;
    picture("a/1.png", "png", BufferedImage.TYPE_BYTE_GRAY, 1, height, (x, y) -> 0xffffff);
    ImageFolderConfig config =
        ImageFolderConfig.of(folder.toString(), 2, 1 << 12).withResizing(Resizing.STRETCH);

    ByteImages images = config.load();

    assertEquals(255, images.pixel(0, 2, 1, 4095));
  }

  /** Six columns, 0 to 5, of which the middle two remain, or all in pairs. */
  @Test
  void picturesAreCroppedOrStretched() throws IOException {
    picture("a/1.png", "png", BufferedImage.TYPE_INT_RGB, 6, 2, (x, y) -> 0x282828 * x);

    ByteImages cropped = config().load();
    ByteImages stretched = config().withResizing(Resizing.STRETCH).load();

    assertEquals(80, cropped.pixel(0, 0, 0, 0));
    assertEquals(120, cropped.pixel(0, 0, 1, 1));
    // Around 1.5, columns 0 to 3 are 1, 0, 1 and 2 away of 3: their weights are 2, 3, 2 and 1.
    assertEquals((3 * 40 + 2 * 80 + 120) / 8, stretched.pixel(0, 0, 0, 0));
  }

  @Test
  void otherFormatsAreRead() throws IOException {
    for (String format : List.of("jpg", "bmp", "gif")) {
      picture("a/1." + format, format, BufferedImage.TYPE_INT_RGB, 16, 16, (x, y) -> 0x808080);
    }

    ByteImages images = config().load();

    assertEquals(3, images.size());
    for (int i = 0; i < 3; i++) {
      assertEquals(128, images.pixel(i, 0, 0, 0), 1);
    }
  }

  @Test
  void picturesThatCannotBeReadAreListed() throws IOException {
    plain("a/1.png", 0);
    Path text = Files.writeString(folder.resolve("a/2.png"), "no picture");
    Path broken = plain("a/3.png", 0);
    Files.write(broken, Arrays.copyOf(Files.readAllBytes(broken), 40));
    Path large = picture("a/4.png", "png", BufferedImage.TYPE_INT_RGB, 9, 9, (x, y) -> 0);
    ImageFolderConfig config = config().withMostPixels(80);

    MalformedFileException e = assertThrows(MalformedFileException.class, config::load);

    assertTrue(
        e.getMessage()
            .startsWith(
                """
                [%s] some pictures cannot be read: expected 4 pictures, got 3 faults:
                  [%s] the file is no picture: expected the content of a picture, got another one.
                  [%s] the picture is damaged: expected all of it, got"""
                    .formatted(folder, text, broken)),
        e.getMessage());
    assertTrue(
        e.getMessage()
            .endsWith(
                "[%s] the picture is too large: expected at most 80 pixels, got 81.."
                    .formatted(large)),
        e.getMessage());
  }

  /** The header claims 2³¹ − 1 rows and columns. */
  @Test
  void aBombIsSeenByItsHeader() throws IOException {
    Path path = plain("a/1.png", 0);
    byte[] png = Files.readAllBytes(path);
    Arrays.fill(png, 16, 24, (byte) 0xff);
    png[16] = 0x7f;
    png[20] = 0x7f;
    Files.write(path, png);
    ImageFolderConfig config = config();

    MalformedFileException e = assertThrows(MalformedFileException.class, config::load);

    assertTrue(e.getMessage().contains("1 faults"), e.getMessage());
  }

  @Test
  void moreThanAnArrayHoldsIsRefused() throws IOException {
    plain("a/1.png", 0);
    ImageFolderConfig config = ImageFolderConfig.of(folder.toString(), 1 << 20, 1 << 20);

    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, config::load);

    assertEquals(
        "[image-folder] the size of all images together is out of range: expected at most"
            + " 2147483647 bytes, got 3298534883328.",
        e.getMessage());
  }

  @Test
  void foldersWithoutPicturesAreRefused() throws IOException {
    assertRefused("[%s] there is no class: expected a folder for each, got none.");
    Files.createDirectories(folder.resolve("empty"));
    assertRefused(
        "[%s/empty] a class has no pictures: expected .png .jpg .jpeg .gif .bmp, got none.");
  }

  @Test
  void foldersAndPicturesMayBeLinks() throws IOException {
    Path picture = plain("elsewhere/cats/1.png", 0x010000);
    Path root = Files.createDirectories(folder.resolve("root"));
    Files.createSymbolicLink(root.resolve("cat"), picture.getParent());
    Files.createSymbolicLink(picture.resolveSibling("2.png"), picture);
    Path link = Files.createSymbolicLink(folder.resolve("link"), root);

    ByteImages images = ImageFolderConfig.of(link.toString(), 2, 2).load();

    assertEquals(List.of("cat"), images.classNames());
    assertEquals(2, images.size());
  }

  @Test
  void linksThatGoRoundAreRefused() throws IOException {
    plain("a/1.png", 0);
    Files.createSymbolicLink(folder.resolve("a/again"), folder.resolve("a"));
    ImageFolderConfig config = config();

    UncheckedIOException e = assertThrows(UncheckedIOException.class, config::load);

    assertEquals(
        "[%s] the file cannot be read: java.nio.file.FileSystemLoopException: %s."
            .formatted(folder, folder.resolve("a/again")),
        e.getMessage());
  }

  private void assertRefused(String message) {
    ImageFolderConfig config = config();
    MalformedFileException e = assertThrows(MalformedFileException.class, config::load);
    assertEquals(message.formatted(folder), e.getMessage());
  }

  @Test
  void aFolderThatIsNotThereIsAFailureOfTheSystem() {
    ImageFolderConfig config = ImageFolderConfig.of(folder.resolve("none").toString(), 2, 2);

    assertThrows(UncheckedIOException.class, config::load);
  }

  @Test
  void settingsOutOfRangeAreRefused() {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> ImageFolderConfig.of("a", 0, 1));

    assertEquals(
        "[image-folder] height is out of range: expected at least 1, got 0.", e.getMessage());
  }
}
