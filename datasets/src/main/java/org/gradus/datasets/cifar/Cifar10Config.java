package org.gradus.datasets.cifar;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * @param sample whether the first 4,000 training or the first 1,000 test images are enough, which
 *     then are read from a small file of their own where there is one; all by default
 */
public record Cifar10Config(Part part, PixelScaling scaling, boolean flat, boolean sample)
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

  /** The first 4,000 training images, for those who have made such a file. */
  public static final DataFile TRAIN_SAMPLE =
      DataFile.of(
          "cifar10/data_batch_1.first4000.bin.gz",
          11_316_918,
          Checksum.sha256("0bb145d179ecb2a750190e62493390eeb7162bf39f48bbe8e48630dd27a8a1ba"),
          CifarRecords.LICENCE);

  /** The first 1,000 test images, for those who have made such a file. */
  public static final DataFile TEST_SAMPLE =
      DataFile.of(
          "cifar10/test_batch.first1000.bin.gz",
          2_825_834,
          Checksum.sha256("481869234567c4835abc7c5f640eb4c2dd6fb841f09ea94a7f989d31f337e06c"),
          CifarRecords.LICENCE);

  private static final List<String> CLASSES =
      List.of(
          "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck");

  private static final CifarRecords RECORDS = new CifarRecords(1, 0, CLASSES);
  private static final int RECORD_BYTES = 3073;
  private static final int TRAIN_SAMPLE_SIZE = 4000;
  private static final int TEST_SAMPLE_SIZE = 1000;
  private static final List<String> TRAIN_FILES =
      IntStream.rangeClosed(1, 5)
          .mapToObj(i -> "cifar-10-batches-bin/data_batch_" + i + ".bin")
          .toList();
  private static final List<String> TEST_FILES = List.of("cifar-10-batches-bin/test_batch.bin");

  /** Asks for a whole part in the range 0…1. */
  @Defaults
  public Cifar10Config(Part part) {
    this(part, PixelScaling.unit(), false, false);
  }

  /** Asks for a whole part in the range 0…1. */
  public static Cifar10Config of(Part part) {
    return new Cifar10Config(part);
  }

  /** Returns this with other numbers for the bytes. */
  public Cifar10Config withScaling(PixelScaling other) {
    return new Cifar10Config(part, other, flat, sample);
  }

  /** Returns this with vectors for images. */
  public Cifar10Config flattened() {
    return new Cifar10Config(part, scaling, true, sample);
  }

  /** Returns this with the first 4,000 training or 1,000 test images only. */
  public Cifar10Config sampled() {
    return new Cifar10Config(part, scaling, flat, true);
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
    Optional<Path> small =
        sample ? home.find(part == Part.TRAIN ? TRAIN_SAMPLE : TEST_SAMPLE) : Optional.empty();
    ByteImages images =
        small.isPresent() ? readSample(small.get()) : readArchive(home.locate(ARCHIVE));
    return (flat ? images.flat() : images).withScaling(scaling);
  }

  /** Reads a file of records, compressed or not. */
  private static ByteImages readSample(Path path) {
    try (InputStream stream = Gzip.open(path, CifarArchive.LIMITS)) {
      return RECORDS.read(Map.of(path.toString(), stream.readAllBytes()));
    } catch (IOException e) {
      throw MalformedFileException.whileReading(path.toString(), e);
    }
  }

  /** Reads the part, or the sample of it, from an archive. */
  ByteImages readArchive(Path path) {
    if (!sample) {
      return RECORDS.read(CifarArchive.read(path, part == Part.TRAIN ? TRAIN_FILES : TEST_FILES));
    }
    List<String> first = part == Part.TRAIN ? TRAIN_FILES.subList(0, 1) : TEST_FILES;
    int length = (part == Part.TRAIN ? TRAIN_SAMPLE_SIZE : TEST_SAMPLE_SIZE) * RECORD_BYTES;
    Map<String, byte[]> files = CifarArchive.read(path, first);
    files.replaceAll((name, content) -> Arrays.copyOf(content, Math.min(length, content.length)));
    return RECORDS.read(files);
  }
}
