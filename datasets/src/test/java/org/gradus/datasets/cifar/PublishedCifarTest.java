package org.gradus.datasets.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gradus.datasets.image.ByteImages;
import org.gradus.datasets.image.Part;
import org.gradus.datasets.location.DataHome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/** The first records of the published files, in {@code $GRADUS_DATA}. */
@EnabledIfEnvironmentVariable(named = "GRADUS_DATA", matches = ".+")
class PublishedCifarTest {
  /** Where the labels of the test images begin in the file of all labels. */
  private static final int TRAIN_SIZE = 50_000;

  private final DataHome home;

  PublishedCifarTest(@TempDir Path cache) {
    home = DataHome.standard().withCache(cache).offline();
  }

  @Test
  void labelsAreThoseOfTheWholeSet() throws IOException {
    int[] labels = labels();

    assertArrayEquals(Arrays.copyOf(labels, 4000), sample(Part.TRAIN).targets().toInts());
    assertArrayEquals(
        Arrays.copyOfRange(labels, TRAIN_SIZE, TRAIN_SIZE + 1000),
        sample(Part.TEST).targets().toInts());
  }

  private int[] labels() throws IOException {
    Path file = Path.of(System.getenv("GRADUS_DATA"), "cifar10/labels_train50000_test1000.txt");
    List<String> lines = Files.readAllLines(file);
    return lines.stream().mapToInt(Integer::parseInt).toArray();
  }

  private ByteImages sample(Part part) {
    return Cifar10Config.of(part).sampled().load(home);
  }

  /** A frog and a cat: the first red pixels of the two sets. */
  @Test
  void firstPixels() {
    ByteImages train = sample(Part.TRAIN);
    ByteImages test = sample(Part.TEST);

    assertArrayEquals(new int[] {59, 43, 50, 68}, red(train));
    assertEquals("frog", train.classNames().get((int) train.targets().get(0)));
    assertArrayEquals(new int[] {158, 159, 165, 166}, red(test));
    assertEquals("cat", test.classNames().get((int) test.targets().get(0)));
  }

  private static int[] red(ByteImages images) {
    int[] row = new int[4];
    Arrays.setAll(row, i -> images.pixel(0, 0, 0, i));
    return row;
  }
}
