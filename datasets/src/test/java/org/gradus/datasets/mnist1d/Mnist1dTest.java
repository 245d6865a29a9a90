package org.gradus.datasets.mnist1d;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.data.Batch;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.datasets.dataset.Dataset;
import org.junit.jupiter.api.Test;

class Mnist1dTest {
  private final Mnist1d published = Mnist1dSettings.published().generate();

  @Test
  void hasTheTrainingSetAsTensors() {
    Batch train = published.train().all();
    assertEquals(Shape.of(4000, 40), train.inputs().shape());
    assertEquals(DType.FLOAT32, train.inputs().dtype());
    assertArrayEquals(published.y(), train.targets().toInts());
    assertEquals((float) published.x()[40 * 3999 + 39], (float) train.inputs().get(3999, 39));
  }

  @Test
  void hasTheTestSetAsTensors() {
    Dataset test = published.test();
    assertEquals(1000, test.size());
    Batch batch = test.get(999);
    assertEquals(Shape.of(1, 40), batch.inputs().shape());
    assertEquals((float) published.testX()[40 * 999], (float) batch.inputs().get(0, 0));
    assertArrayEquals(new int[] {published.testY()[999]}, batch.targets().toInts());
  }
}
