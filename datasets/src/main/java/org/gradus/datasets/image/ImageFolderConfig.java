package org.gradus.datasets.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.location.MalformedFileException;

/**
 * Asks for the pictures in a folder that has a folder for each class: {@code pets/cat/1.png},
 * {@code pets/dog/more/2.jpg}.
 *
 * <p>Classes are the folders' names, sorted; pictures are in the order of classes, then of paths,
 * by the numbers of their characters: the same on every system. Files other than PNG, JPEG, GIF and
 * BMP by their names are left out, and so are hidden ones; links are followed. All pictures are
 * read when the data set is loaded, by several threads, into channels · height · width bytes each,
 * 2 GiB at most in all.
 *
 * @param folder its path
 * @param height of the images in pixels
 * @param width of the images in pixels
 * @param channels 3 for red, green and blue, 1 for grey (ITU-R BT.601); 3 by default
 * @param resizing how pictures are fitted; cropped by default
 * @param scaling how bytes become numbers; 0…1 by default
 * @param mostPixels the largest picture that is read: a small file can claim to be a huge one; 64
 *     million by default
 */
public record ImageFolderConfig(
    String folder,
    int height,
    int width,
    int channels,
    Resizing resizing,
    PixelScaling scaling,
    int mostPixels)
    implements Dataset.Config {
  private static final String NAME = "image-folder";
  private static final int MOST_PIXELS = 64_000_000;
  private static final int PROBLEMS_IN_MESSAGE = 20;
  private static final List<String> ENDINGS = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

  /**
   * Checks the settings.
   *
   * @throws IllegalArgumentException if one is out of range
   */
  public ImageFolderConfig {
    Settings.requireSize(NAME, "height", height);
    Settings.requireSize(NAME, "width", width);
    Settings.require(channels == 1 || channels == 3, NAME, "channels", "1 or 3", channels);
    Settings.requireSize(NAME, "mostPixels", mostPixels);
  }

  /** Asks for colour images in the range 0…1. */
  @Defaults
  public ImageFolderConfig(String folder, int height, int width) {
    this(folder, height, width, 3, Resizing.CROP, PixelScaling.unit(), MOST_PIXELS);
  }

  /**
   * Asks for colour images in the range 0…1.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static ImageFolderConfig of(String folder, int height, int width) {
    return new ImageFolderConfig(folder, height, width);
  }

  /** Returns this for grey images. */
  public ImageFolderConfig grey() {
    return new ImageFolderConfig(folder, height, width, 1, resizing, scaling, mostPixels);
  }

  /** Returns this with pictures fitted in another way. */
  public ImageFolderConfig withResizing(Resizing other) {
    return new ImageFolderConfig(folder, height, width, channels, other, scaling, mostPixels);
  }

  /** Returns this with other numbers for the bytes. */
  public ImageFolderConfig withScaling(PixelScaling other) {
    return new ImageFolderConfig(folder, height, width, channels, resizing, other, mostPixels);
  }

  /**
   * Returns this with another bound on pictures.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public ImageFolderConfig withMostPixels(int most) {
    return new ImageFolderConfig(folder, height, width, channels, resizing, scaling, most);
  }

  /**
   * Reads all pictures.
   *
   * @throws MalformedFileException if there are none, a class has none, or some cannot be read,
   *     which it lists
   * @throws IllegalArgumentException if the images have more than 2³¹ − 1 bytes together
   * @throws java.io.UncheckedIOException if the folder cannot be read
   */
  public ByteImages load() {
    List<String> classNames = new ArrayList<>();
    List<Path> pictures = new ArrayList<>();
    List<Integer> classes = new ArrayList<>();
    try {
      for (Path directory : list(Path.of(folder), 1, Files::isDirectory)) {
        List<Path> ofClass = list(directory, Integer.MAX_VALUE, ImageFolderConfig::isPicture);
        if (ofClass.isEmpty()) {
          throw MalformedFileException.of(
              directory.toString(), "a class has no pictures", String.join(" ", ENDINGS), "none");
        }
        ofClass.forEach(picture -> classes.add(classNames.size()));
        pictures.addAll(ofClass);
        classNames.add(String.valueOf(directory.getFileName()));
      }
    } catch (IOException e) {
      throw MalformedFileException.whileReading(folder, e);
    }
    if (classNames.isEmpty()) {
      throw MalformedFileException.of(folder, "there is no class", "a folder for each", "none");
    }
    int[] labels = classes.stream().mapToInt(Integer::intValue).toArray();
    return ByteImages.of(read(pictures), Shape.of(channels, height, width), labels, classNames)
        .withScaling(scaling);
  }

  private static List<Path> list(Path start, int depth, Predicate<Path> wanted) throws IOException {
    try (Stream<Path> found = Files.walk(start, depth, FileVisitOption.FOLLOW_LINKS)) {
      return found
          .filter(path -> !path.equals(start) && isVisible(start.relativize(path)))
          .filter(wanted)
          .sorted((a, b) -> name(start, a).compareTo(name(start, b)))
          .toList();
    } catch (UncheckedIOException e) {
      throw Optional.ofNullable(e.getCause()).orElseGet(() -> new IOException(e));
    }
  }

  private static boolean isVisible(Path path) {
    for (Path name : path) {
      if (name.toString().startsWith(".")) {
        return false;
      }
    }
    return true;
  }

  /** Returns the path below a folder with slashes, whatever the system has. */
  private static String name(Path start, Path path) {
    Path below = start.relativize(path);
    return String.join(
        "/",
        IntStream.range(0, below.getNameCount())
            .mapToObj(i -> below.getName(i).toString())
            .toList());
  }

  private static boolean isPicture(Path path) {
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    return ENDINGS.stream().anyMatch(name::endsWith) && Files.isRegularFile(path);
  }

  private byte[] read(List<Path> pictures) {
    BigInteger bytes = BigInteger.ONE;
    for (int size : new int[] {pictures.size(), channels, height, width}) {
      bytes = bytes.multiply(BigInteger.valueOf(size));
    }
    Settings.require(
        bytes.bitLength() < Integer.SIZE,
        NAME,
        "the size of all images together",
        "at most 2147483647 bytes",
        bytes);
    byte[] pixels = new byte[bytes.intValue()];
    int length = pixels.length / pictures.size();
    PictureReader reader = new PictureReader(channels, height, width, resizing, mostPixels);
    List<String> problems =
        Positions.upTo(pictures.size(), true)
            .mapToObj(i -> reader.tryRead(pictures.get(i), pixels, i * length))
            .flatMap(Optional::stream)
            .toList();
    if (!problems.isEmpty()) {
      throw MalformedFileException.of(
          folder,
          "some pictures cannot be read",
          pictures.size() + " pictures",
          problems.size()
              + " faults:\n  "
              + String.join("\n  ", problems.stream().limit(PROBLEMS_IN_MESSAGE).toList()));
    }
    return pixels;
  }
}
