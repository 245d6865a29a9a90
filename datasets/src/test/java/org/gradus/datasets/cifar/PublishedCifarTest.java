package org.gradus.datasets.cifar;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gradus.datasets.image.ByteImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;

/** The first records of the published files, in {@code $GRADUS_DATA}. */
@EnabledIfEnvironmentVariable(named = "GRADUS_DATA", matches = ".+")
class PublishedCifarTest {
  /** Where the labels of the test images begin in the file of all labels. */
  private static final int TRAIN_SIZE = 50_000;

  @Test
  void labelsAreThoseOfTheWholeSet() throws IOException {
    int[] labels = labels();

    assertArrayEquals(Arrays.copyOf(labels, 4000), train().targets().toInts());
    assertArrayEquals(
        Arrays.copyOfRange(labels, TRAIN_SIZE, TRAIN_SIZE + 1000), test().targets().toInts());
  }

  private static int[] labels() throws IOException {
    List<String> lines = Files.readAllLines(file("labels_train50000_test1000.txt"));
    return lines.stream().mapToInt(Integer::parseInt).toArray();
  }

  private static Path file(String name) {
    return Path.of(System.getenv("GRADUS_DATA"), "cifar10", name);
  }

  private static ByteImages train() {
    return Cifar10Config.readRecords(file("data_batch_1.first4000.bin.gz"));
  }

  private static ByteImages test() {
    return Cifar10Config.readRecords(file("test_batch.first1000.bin.gz"));
  }

  /** A frog and a cat: the first red pixels of the two sets. */
  @Test
  void firstPixels() {
    ByteImages train = train();
    ByteImages test = test();

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
