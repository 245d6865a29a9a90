package org.gradus.datasets.image;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.IIOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.gradus.datasets.location.MalformedFileException;

/**
 * Reads pictures into images of one size.
 *
 * @param channels 3 for red, green and blue, 1 for grey
 * @param height of the images
 * @param width of the images
 * @param resizing how pictures are fitted
 * @param mostPixels the largest picture that is decoded
 */
record PictureReader(int channels, int height, int width, Resizing resizing, int mostPixels) {
  private static final int RED_SHIFT = 16;
  private static final int GREEN_SHIFT = 8;

  private static final int LOWEST_BYTE = 0xff;

  /** What makes red, green and blue of a grey. */
  private static final int GREY_TO_COLOUR = 0x010101;

  /** The weights of red, green and blue in grey (ITU-R BT.601). */
  private static final int RED_LUMA = 299;

  private static final int GREEN_LUMA = 587;
  private static final int BLUE_LUMA = 114;
  private static final float LUMA_SUM = 1000;

  /**
   * Reads a picture.
   *
   * @param pixels where the image goes, (channels, height, width)
   * @param offset where it begins there
   * @return what is wrong with the picture, or nothing
   */
  Optional<String> tryRead(Path path, byte[] pixels, int offset) {
    try {
      fit(decode(path), pixels, offset);
      return Optional.empty();
    } catch (MalformedFileException | UncheckedIOException e) {
      return Optional.ofNullable(e.getMessage());
    }
  }

  /** Decodes a picture after its header has said that it is not too large. */
  private BufferedImage decode(Path path) {
    String source = path.toString();
    try (InputStream file = Files.newInputStream(path);
        ImageInputStream stream = new MemoryCacheImageInputStream(file)) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(stream);
      if (!readers.hasNext()) {
        throw MalformedFileException.of(
            source, "the file is no picture", "the content of a picture", "another one");
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(stream, true, true);
        return decode(reader, source);
      } finally {
        reader.dispose();
      }
    } catch (IOException e) {
      throw MalformedFileException.whileReading(source, e);
    }
  }

  private BufferedImage decode(ImageReader reader, String source) throws IOException {
    long size;
    try {
      size = (long) reader.getWidth(0) * reader.getHeight(0);
      if (size <= mostPixels) {
        return reader.read(0);
      }
    } catch (IIOException | RuntimeException e) {
      // The JDK's decoders fail on damaged files in all ways that there are.
      MalformedFileException damaged =
          MalformedFileException.of(
              source, "the picture is damaged", "all of it", String.valueOf(e.getMessage()));
      damaged.initCause(e);
      throw damaged;
    }
    throw MalformedFileException.of(
        source, "the picture is too large", "at most " + mostPixels + " pixels", "" + size);
  }

  private void fit(BufferedImage picture, byte[] pixels, int offset) {
    int pictureHeight = picture.getHeight();
    int pictureWidth = picture.getWidth();
    double least = Math.min((double) pictureHeight / height, (double) pictureWidth / width);
    double cropHeight = resizing == Resizing.CROP ? least * height : pictureHeight;
    double cropWidth = resizing == Resizing.CROP ? least * width : pictureWidth;
    Resampler rows =
        new Resampler((pictureHeight - cropHeight) / 2, cropHeight, pictureHeight, height);
    Resampler columns =
        new Resampler((pictureWidth - cropWidth) / 2, cropWidth, pictureWidth, width);
    int[] colours = colours(picture);
    float[] plane = new float[colours.length];
    // Widening comes last, so that what is in between is no larger than the picture or the image.
    boolean columnsFirst = width <= pictureWidth;
    float[] between = new float[columnsFirst ? pictureHeight * width : height * pictureWidth];
    float[] image = new float[height * width];
    for (int channel = 0; channel < channels; channel++) {
      separate(colours, channel, plane);
      if (columnsFirst) {
        scaleLines(columns, plane, pictureWidth, between, width);
        scaleColumns(rows, between, image, width);
      } else {
        scaleColumns(rows, plane, between, pictureWidth);
        scaleLines(columns, between, pictureWidth, image, width);
      }
      for (int i = 0; i < image.length; i++) {
        pixels[offset + channel * image.length + i] = (byte) Math.round(image[i]);
      }
    }
  }

  /** Scales every line of a plane to another width. */
  private static void scaleLines(
      Resampler resampler, float[] plane, int planeWidth, float[] result, int resultWidth) {
    for (int y = 0; y * planeWidth < plane.length; y++) {
      resampler.scale(plane, y * planeWidth, 1, result, y * resultWidth, 1);
    }
  }

  /** Scales every column of a plane to another height. */
  private static void scaleColumns(Resampler resampler, float[] plane, float[] result, int width) {
    for (int x = 0; x < width; x++) {
      resampler.scale(plane, x, width, result, x, width);
    }
  }

  /** Returns 0xRRGGBB for each pixel. What is transparent keeps the colour that it has. */
  private static int[] colours(BufferedImage picture) {
    int width = picture.getWidth();
    int height = picture.getHeight();
    int[] colours = new int[width * height];
    ColorModel model = picture.getColorModel();
    if (model.getColorSpace().getType() != ColorSpace.TYPE_GRAY) {
      return picture.getRGB(0, 0, width, height, colours, 0, width);
    }
    // As colours, Java would brighten them: it takes such pictures for linear in light.
    picture.getRaster().getSamples(0, 0, width, height, 0, colours);
    double lightest = (1L << model.getComponentSize(0)) - 1;
    for (int i = 0; i < colours.length; i++) {
      colours[i] = (int) Math.round(colours[i] * LOWEST_BYTE / lightest) * GREY_TO_COLOUR;
    }
    return colours;
  }

  /** Sets a channel of each pixel, 0…255. */
  private void separate(int[] colours, int channel, float[] plane) {
    for (int i = 0; i < colours.length; i++) {
      int red = (colours[i] >> RED_SHIFT) & LOWEST_BYTE;
      int green = (colours[i] >> GREEN_SHIFT) & LOWEST_BYTE;
      int blue = colours[i] & LOWEST_BYTE;
      plane[i] =
          channels == 1
              ? (RED_LUMA * red + GREEN_LUMA * green + BLUE_LUMA * blue) / LUMA_SUM
              : switch (channel) {
                case 0 -> red;
                case 1 -> green;
                default -> blue;
              };
    }
  }
}
