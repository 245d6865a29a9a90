package org.gradus.datasets.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.gradus.core.json.Defaults;
import org.gradus.datasets.archive.Gzip;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.image.PixelScaling;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.location.MalformedFileException;

/**
 * Asks for a part of CIFAR-10: 50,000 training and 10,000 test photographs of 3 × 32 × 32 bytes, of
 * each of ten classes as many.
 *
 * @param part which of the two sets
 * @param scaling how bytes become numbers; 0…1 by default
 * @param flat whether an image is a vector of 3072 numbers, and not (3, 32, 32) as by default
 */
public record Cifar10Config(Part part, PixelScaling scaling, boolean flat)
    implements Dataset.Config {
  /**
   * The usual scaling to mean 0 and standard deviation 1 of each channel over the training images,
   * to four digits.
   */
  public static final PixelScaling STANDARDIZED =
      new PixelScaling(List.of(0.4914, 0.4822, 0.4465), List.of(0.2470, 0.2435, 0.2616));

  /** The whole set. */
  public static final DataFile ARCHIVE =
      DataFile.of(
          "cifar10/cifar-10-binary.tar.gz",
          170_052_171,
          Checksum.sha256("c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"),
          CifarRecords.LICENCE,
          "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
          "https://storage.googleapis.com/s4tf-hosted-binaries/datasets/CIFAR10"
              + "/cifar-10-binary.tar.gz");

  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final CifarRecords RECORDS = new CifarRecords(1, 0, CLASSES);
  private static final List<String> TRAIN_FILES =
      IntStream.rangeClosed(1, 5)
          .mapToObj(i -> "cifar-10-batches-bin/data_batch_" + i + ".bin")
          .toList();
  private static final List<String> TEST_FILES = List.of("cifar-10-batches-bin/test_batch.bin");

  /** Asks for a whole part in the range 0…1. */
  @Defaults
  public Cifar10Config(Part part) {
    this(part, PixelScaling.unit(), false);
  }

  /** Asks for a whole part in the range 0…1. */
  public static Cifar10Config of(Part part) {
    return new Cifar10Config(part);
  }

  /** Returns this with other numbers for the bytes. */
  public Cifar10Config withScaling(PixelScaling other) {
    return new Cifar10Config(part, other, flat);
  }

  /** Returns this with vectors for images. */
  public Cifar10Config flattened() {
    return new Cifar10Config(part, scaling, true);
  }

  /**
   * Reads the part, from where {@link DataHome#standard} says.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public ByteImages load() {
    return load(DataHome.standard());
  }

  /**
   * Reads the part.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public ByteImages load(DataHome home) {
    ByteImages images = readArchive(home.locate(ARCHIVE));
    return (flat ? images.flat() : images).withScaling(scaling);
  }

  /** Reads the part from an archive. */
  ByteImages readArchive(Path path) {
    return RECORDS.read(CifarArchive.read(path, part == Part.TRAIN ? TRAIN_FILES : TEST_FILES));
  }

  /**
   * Reads images from a file of the records that the published archive is made of, such as {@code
   * data_batch_1.bin}: one byte with the class, then 1024 bytes each of red, green and blue, row by
   * row. The file may be compressed with gzip, and may have any number of records.
   *
   * @param file where it is; nothing is downloaded
   * @return the images as (3, 32, 32) numbers of 0…1, in the order of the file; {@link
   *     ByteImages#withScaling} and {@link ByteImages#flat} make others of them
   * @throws MalformedFileException if the file ends within a record, has a label other than 0 to 9,
   *     is damaged, or holds more than 256 MiB
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static ByteImages readRecords(Path file) {
    try (InputStream stream = Gzip.open(file, CifarArchive.LIMITS)) {
      return RECORDS.read(Map.of(file.toString(), stream.readAllBytes()));
    } catch (IOException e) {
      throw MalformedFileException.whileReading(file.toString(), e);
    }
  }
}
