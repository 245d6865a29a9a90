package org.gradus.datasets.image;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.gradus.core.data.Batch;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.dataset.Dataset;

/**
 * Images with classes, in memory as bytes.
 *
 * <p>A batch has FLOAT32 inputs (examples, channels, height, width), or (examples, channels ·
 * height · width) if {@linkplain #flat flat}, and the INT32 classes (examples). The bytes become
 * numbers when a batch is read, by a table: that takes less time than to read four times as many
 * bytes from memory, and the 60,000 images of MNIST take 47 MB instead of 188.
 */
public final class ByteImages extends DirectAccess implements Dataset {
  private static final String NAME = "byte-images";

  /** What one thread turns into numbers in less time than a second one needs to begin. */
  private static final int FEW_PIXELS = 1 << 20;

  private final byte[] pixels;
  private final int[] classes;
  private final List<String> classNames;
  private final Shape imageShape;
  private final Shape inputShape;
  private final PixelScaling scaling;
  private final float[][] table;

  private ByteImages(
      byte[] pixels,
      int[] classes,
      List<String> classNames,
      Shape imageShape,
      Shape inputShape,
      PixelScaling scaling) {
    this.pixels = pixels;
    this.classes = classes;
    this.classNames = classNames;
    this.imageShape = imageShape;
    this.inputShape = inputShape;
    this.scaling = scaling;
    this.table = scaling.table(imageShape.size(0));
  }

  /**
   * Returns images, scaled to 0…1.
   *
   * @param pixels 0…255, (images, channels, height, width); taken over, not copied
   * @param imageShape (channels, height, width)
   * @param classes of the images, each the position of a name; taken over, not copied
   * @param classNames what the classes are called
   * @throws ShapeException if these are not as many images as classes
   * @throws IllegalArgumentException if a class has no name
   */
  public static ByteImages of(
      byte[] pixels, Shape imageShape, int[] classes, List<String> classNames) {
    if (imageShape.rank() != 3 || pixels.length != (long) imageShape.elements() * classes.length) {
      throw ShapeException.of(
          NAME,
          "the pixels are not those of the images",
          "(channels, height, width) pixels for each of " + classes.length + " classes",
          pixels.length + " pixels",
          imageShape);
    }
    for (int label : classes) {
      Settings.require(
          label >= 0 && label < classNames.size(),
          NAME,
          "a class",
          "a number from 0 to " + (classNames.size() - 1),
          label);
    }
    return new ByteImages(
        pixels, classes, List.copyOf(classNames), imageShape, imageShape, PixelScaling.unit());
  }

  /**
   * Returns the same images with other numbers for the bytes.
   *
   * @throws IllegalArgumentException if the scaling is for another number of channels
   */
  public ByteImages withScaling(PixelScaling other) {
    return new ByteImages(pixels, classes, classNames, imageShape, inputShape, other);
  }

  /** Returns the same images as vectors, for networks that know nothing of images. */
  public ByteImages flat() {
    Shape flat = Shape.of(imageShape.elements());
    return new ByteImages(pixels, classes, classNames, imageShape, flat, scaling);
  }

  /** Returns the same images with channels, rows and columns, as they are at first. */
  public ByteImages unflattened() {
    return new ByteImages(pixels, classes, classNames, imageShape, imageShape, scaling);
  }

  /** Returns the shape of an image, (channels, height, width). */
  public Shape imageShape() {
    return imageShape;
  }

  /** Returns what the classes are called. */
  public List<String> classNames() {
    return classNames;
  }

  /** Returns how the bytes become numbers. */
  public PixelScaling scaling() {
    return scaling;
  }

  /**
   * Returns a byte, 0…255.
   *
   * @throws IndexOutOfBoundsException if there is no such image, channel, row or column
   */
  public int pixel(int image, int channel, int row, int column) {
    Objects.checkIndex(image, size());
    int height = imageShape.size(1);
    int width = imageShape.size(2);
    int line = Objects.checkIndex(channel, imageShape.size(0)) * height;
    int position = (line + Objects.checkIndex(row, height)) * width;
    return Byte.toUnsignedInt(
        pixels[image * imageShape.elements() + position + Objects.checkIndex(column, width)]);
  }

  @Override
  public int size() {
    return classes.length;
  }

  @Override
  public Batch get(int... positions) {
    for (int position : positions) {
      Objects.checkIndex(position, size());
    }
    int length = imageShape.elements();
    Tensor inputs = allocate(DType.FLOAT32, batchShape(positions.length));
    float[] numbers = floats(inputs);
    int offset = offset(inputs);
    Positions.upTo(positions.length, (long) positions.length * length >= FEW_PIXELS)
        .forEach(i -> scale(positions[i], numbers, offset + i * length));
    return new Batch(inputs, Tensor.of(labels(positions)));
  }

  private Shape batchShape(int count) {
    int[] sizes = new int[inputShape.rank() + 1];
    sizes[0] = count;
    System.arraycopy(inputShape.toArray(), 0, sizes, 1, inputShape.rank());
    return Shape.of(sizes);
  }

  private void scale(int image, float[] numbers, int to) {
    int plane = imageShape.size(1) * imageShape.size(2);
    int from = image * imageShape.elements();
    int target = to;
    for (float[] numberOf : table) {
      for (int i = 0; i < plane; i++) {
        numbers[target + i] = numberOf[pixels[from + i] & 0xff];
      }
      from += plane;
      target += plane;
    }
  }

  private int[] labels(int[] positions) {
    int[] labels = new int[positions.length];
    Arrays.setAll(labels, i -> classes[positions[i]]);
    return labels;
  }

  @Override
  public Tensor targets() {
    return Tensor.of(classes);
  }
}
