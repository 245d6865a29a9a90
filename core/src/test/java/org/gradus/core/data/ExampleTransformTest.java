package org.gradus.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.junit.jupiter.api.Test;

class ExampleTransformTest {
  /** Reverses an example and adds a number of its own. */
  private static final ExampleTransform REVERSED =
      (example, random) -> {
        double added = random.nextInt(1000);
        double[] from = example.values();
        double[] to = example.spare();
        for (int i = 0; i < from.length; i++) {
          to[i] = from[from.length - 1 - i] + added;
        }
        example.swap();
      };

  private static Batch batch(DType dtype, int examples) {
    return new Batch(
        Tensors.range(examples * 6).reshape(examples, 2, 3).cast(dtype), Tensors.range(examples));
  }

  @Test
  void examplesAreChangedByThemselves() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Batch batch = batch(dtype, 50);
      Batch changed = REVERSED.apply(batch, RandomSource.of(1));
      assertSame(batch.targets(), changed.targets());
      assertEquals(batch.inputs().shape(), changed.inputs().shape());
      Set<Double> added = new HashSet<>();
      for (int i = 0; i < 50; i++) {
        Tensor first = changed.inputs().select(0, i).reshape(6);
        double own = first.get(0) - (6 * i + 5);
        added.add(own);
        for (int k = 0; k < 6; k++) {
          assertEquals(6 * i + 5 - k + own, first.get(k));
        }
      }
      // Of 50 out of 1000, 1.2 pairs are equal on average.
      assertEquals(true, added.size() > 40);
    }
  }

  @Test
  void threadsDoNotMatter() {
    Batch batch = batch(DType.FLOAT32, 5000);
    ThreadPool pool = ThreadPool.shared();
    int before = pool.threads();
    try {
      pool.setThreads(1);
      Tensor one = REVERSED.apply(batch, RandomSource.of(3)).inputs();
      pool.setThreads(3);
      assertEquals(one, REVERSED.apply(batch, RandomSource.of(3)).inputs());
      assertNotEquals(one, REVERSED.apply(batch, RandomSource.of(4)).inputs());
    } finally {
      pool.setThreads(before);
    }
  }

  @Test
  void takesPartsOfATensorAndNoExamplesAtAll() {
    Batch batch = batch(DType.FLOAT64, 4);
    Tensor all = REVERSED.apply(batch, RandomSource.of(1)).inputs();
    assertNotEquals(batch.inputs(), all);
    Batch part = new Batch(batch.inputs().slice(0, 2, 4), batch.targets().slice(0, 2, 4));
    Tensor same =
        ((ExampleTransform) (example, random) -> {}).apply(part, RandomSource.of(1)).inputs();
    assertEquals(part.inputs(), same);
    Batch none = new Batch(Tensor.zeros(0, 3), Tensor.zeros(0));
    assertEquals(Shape.of(0, 3), REVERSED.apply(none, RandomSource.of(1)).inputs().shape());
  }

  @Test
  void drawsFromTheSourceOncePerBatch() {
    RandomSource random = RandomSource.of(1);
    Batch batch = batch(DType.FLOAT32, 3);
    assertNotEquals(REVERSED.apply(batch, random).inputs(), REVERSED.apply(batch, random).inputs());
  }

  @Test
  void refusesIntegers() {
    Batch batch = new Batch(Tensor.of(new int[][] {{1, 2}}), Tensor.of(0));
    RandomSource random = RandomSource.of(1);
    DTypeException e = assertThrows(DTypeException.class, () -> REVERSED.apply(batch, random));
    assertEquals(List.of(DType.INT32), e.dtypes());
  }
}
