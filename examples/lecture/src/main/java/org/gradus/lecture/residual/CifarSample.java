package org.gradus.lecture.residual;

import java.util.stream.IntStream;
import org.gradus.datasets.cifar.Cifar10Config;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;

/**
 * The first images of CIFAR-10: from small files of their own for those who have made them, and
 * else from the whole set, of 170 MB.
 */
final class CifarSample {
  private static final String LICENCE = Cifar10Config.ARCHIVE.licence();

  /** The first 4000 records of {@code data_batch_1.bin}. */
  private static final DataFile TRAIN =
      DataFile.of(
          "cifar10/data_batch_1.first4000.bin.gz",
          11_316_918,
          Checksum.sha256("0bb145d179ecb2a750190e62493390eeb7162bf39f48bbe8e48630dd27a8a1ba"),
          LICENCE);

  /** The first 1000 records of {@code test_batch.bin}. */
  private static final DataFile TEST =
      DataFile.of(
          "cifar10/test_batch.first1000.bin.gz",
          2_825_834,
          Checksum.sha256("481869234567c4835abc7c5f640eb4c2dd6fb841f09ea94a7f989d31f337e06c"),
          LICENCE);

  private CifarSample() {}

  /**
   * Returns the first images of a part, standardized.
   *
   * @param count how many, up to 4000 of the training and 1000 of the test images
   */
  static Dataset first(int count, Part part, DataHome home) {
    ByteImages images =
        home.find(part == Part.TRAIN ? TRAIN : TEST)
            .map(Cifar10Config::readRecords)
            .orElseGet(() -> Cifar10Config.of(part).load(home));
    return images
        .withScaling(Cifar10Config.STANDARDIZED)
        .select(IntStream.range(0, count).toArray());
  }
}
