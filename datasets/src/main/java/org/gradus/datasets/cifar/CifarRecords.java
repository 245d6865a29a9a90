package org.gradus.datasets.cifar;

import java.util.List;
import java.util.Map;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.MalformedFileException;

/**
 * The records of the binary versions: some bytes of labels, then 1024 bytes each of red, green and
 * blue, row by row. Nothing is between the records, and nothing around them.
 */
final class CifarRecords {
  /** What {@link DataFile#licence} says of both sets. */
  static final String LICENCE =
      "Alex Krizhevsky, 2009, who asks to cite \"Learning multiple layers of features from tiny"
          + " images\"; no licence is stated.";

  private static final Shape SHAPE = Shape.of(3, 32, 32);

  private final int labelBytes;
  private final int labelByte;
  private final List<String> classNames;

  /**
   * Describes the records.
   *
   * @param labelBytes how many bytes of labels there are
   * @param labelByte which of them is the class
   * @param classNames what the classes are called
   */
  CifarRecords(int labelBytes, int labelByte, List<String> classNames) {
    this.labelBytes = labelBytes;
    this.labelByte = labelByte;
    this.classNames = classNames;
  }

  /**
   * Reads files, one after the other.
   *
   * @param files what they contain, by the names that messages have
   */
  ByteImages read(Map<String, byte[]> files) {
    int recordBytes = labelBytes + SHAPE.elements();
    int count = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      int length = file.getValue().length;
      if (length % recordBytes != 0) {
        throw MalformedFileException.of(
            file.getKey(),
            "the file ends within a record",
            "a multiple of " + recordBytes + " bytes",
            Integer.toString(length));
      }
      count += length / recordBytes;
    }
    byte[] pixels = new byte[Math.multiplyExact(count, SHAPE.elements())];
    int[] classes = new int[count];
    int image = 0;
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      byte[] content = file.getValue();
      for (int at = 0; at < content.length; at += recordBytes) {
        classes[image] = label(file.getKey(), at / recordBytes, content[at + labelByte]);
        System.arraycopy(
            content, at + labelBytes, pixels, image * SHAPE.elements(), SHAPE.elements());
        image++;
      }
    }
    return ByteImages.of(pixels, SHAPE, classes, classNames);
  }

  private int label(String file, int record, byte label) {
    int value = Byte.toUnsignedInt(label);
    if (value >= classNames.size()) {
      throw MalformedFileException.of(
          file,
          "the label of record " + record + " is no class",
          "0 to " + (classNames.size() - 1),
          Integer.toString(value));
    }
    return value;
  }
}
