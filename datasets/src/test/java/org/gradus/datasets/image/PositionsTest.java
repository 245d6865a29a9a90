package org.gradus.datasets.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.gradus.core.compute.Compute;
import org.gradus.core.tensor.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PositionsTest {
  private final int threads = Compute.threads();

  @AfterEach
  void putThreadsBack() {
    Compute.setThreads(threads);
  }

  @Test
  void severalThreadsWorkWhereThereAreSeveralAndMuchToDo() {
    Compute.setThreads(2);
    assertTrue(Positions.upTo(3, true).isParallel());
    assertFalse(Positions.upTo(3, false).isParallel());
    Compute.setThreads(1);
    assertFalse(Positions.upTo(3, true).isParallel());
    assertArrayEquals(new int[] {0, 1, 2}, Positions.upTo(3, true).toArray());
  }

  @Test
  void largeBatchesAreTheSameWhateverTheNumberOfThreads() {
    byte[] pixels = new byte[20 << 16];
    new Random(1).nextBytes(pixels);
    ByteImages images = ByteImages.of(pixels, Shape.of(1, 256, 256), new int[20], List.of("a"));
    int[] backwards = IntStream.iterate(19, i -> i - 1).limit(20).toArray();

    Compute.setThreads(1);
    float[] alone = images.get(backwards).inputs().toFloats();
    Compute.setThreads(2);

    assertArrayEquals(alone, images.get(backwards).inputs().toFloats());
    assertEquals(images.pixel(19, 0, 0, 1) / 255f, alone[1]);
  }
}
