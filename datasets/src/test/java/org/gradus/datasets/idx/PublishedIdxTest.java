package org.gradus.datasets.idx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.datasets.archive.ArchiveLimits;
import org.gradus.datasets.archive.Gzip;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * The published files, in {@code $GRADUS_DATA}. Counts, labels and moments are those that many have
 * published.
 */
@EnabledIfEnvironmentVariable(named = "GRADUS_DATA", matches = ".+")
class PublishedIdxTest {
  private final DataHome home;

  PublishedIdxTest(@TempDir Path cache) {
    home = DataHome.standard().withCache(cache).offline();
  }

  @Test
  void mnistForTraining() {
    ByteImages train = MnistConfig.of(Part.TRAIN).load(home);

    assertEquals(60_000, train.size());
    assertEquals(Shape.of(1, 28, 28), train.imageShape());
    assertArrayEquals(
        new int[] {5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949}, counts(train));
    assertArrayEquals(new int[] {5, 0, 4, 1, 9, 2, 1, 3, 1, 4}, firstTen(train));
    assertEquals(0.1306604762738429, mean(train), 1e-12);
    int[] row = new int[12];
    Arrays.setAll(row, i -> train.pixel(0, 0, 5, 12 + i));
    assertArrayEquals(new int[] {3, 18, 18, 18, 126, 136, 175, 26, 166, 255, 247, 127}, row);
  }

  @Test
  void mnistForTesting() {
    ByteImages test = MnistConfig.of(Part.TEST).load(home);

    assertEquals(10_000, test.size());
    assertArrayEquals(
        new int[] {980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009}, counts(test));
    assertArrayEquals(new int[] {7, 2, 1, 0, 4, 1, 4, 9, 5, 9}, firstTen(test));
  }

  @Test
  void fashionMnist() {
    ByteImages train = FashionMnistConfig.of(Part.TRAIN).load(home);
    ByteImages test = FashionMnistConfig.of(Part.TEST).load(home);
    int[] equal = new int[10];

    Arrays.fill(equal, 6000);
    assertArrayEquals(equal, counts(train));
    Arrays.fill(equal, 1000);
    assertArrayEquals(equal, counts(test));
    assertArrayEquals(new int[] {9, 0, 0, 3, 0, 2, 7, 2, 5, 5}, firstTen(train));
    assertArrayEquals(new int[] {9, 2, 1, 1, 6, 1, 4, 6, 5, 7}, firstTen(test));
    assertEquals("Ankle boot", train.classNames().get(9));
    assertEquals(0.2860405969887955, mean(train), 1e-9);
  }

  @Test
  void flatAndStandardized() {
    ByteImages test =
        MnistConfig.of(Part.TEST).flattened().withScaling(MnistConfig.STANDARDIZED).load(home);

    Tensor first = test.get(0).inputs();

    assertEquals(Shape.of(1, 784), first.shape());
    assertEquals((float) (-0.1307 / 0.3081), (float) first.get(0, 0));
  }

  /** The checksums of the decompressed files are published beside those of the compressed ones. */
  @Test
  void whatIsDecompressedIsTheOriginal() throws IOException, NoSuchAlgorithmException {
    assertDecompressed(
        MnistConfig.TRAIN_IMAGES,
        "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db");
    assertDecompressed(
        MnistConfig.TEST_LABELS,
        "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2");
  }

  private void assertDecompressed(DataFile file, String sha256)
      throws IOException, NoSuchAlgorithmException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (InputStream stream =
        new DigestInputStream(Gzip.open(home.locate(file), ArchiveLimits.standard()), digest)) {
      stream.readAllBytes();
    }
    assertEquals(sha256, HexFormat.of().formatHex(digest.digest()));
  }

  private static int[] counts(ByteImages images) {
    int[] counts = new int[10];
    for (int label : images.targets().toInts()) {
      counts[label]++;
    }
    return counts;
  }

  private static int[] firstTen(ByteImages images) {
    return Arrays.copyOf(images.targets().toInts(), 10);
  }

  /** Returns the mean of all pixels in the range 0…1. */
  private static double mean(ByteImages images) {
    long sum = 0;
    for (int i = 0; i < images.size(); i++) {
      for (int row = 0; row < 28; row++) {
        for (int column = 0; column < 28; column++) {
          sum += images.pixel(i, 0, row, column);
        }
      }
    }
    return sum / (images.size() * 784.0 * 255);
  }
}
