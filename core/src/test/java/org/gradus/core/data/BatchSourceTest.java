package org.gradus.core.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.List;
import java.util.stream.IntStream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class BatchSourceTest {
  private static final BatchTransform NOISE =
      (batch, random) -> new Batch(batch.inputs().add(random.nextDouble()), batch.targets());

  private final List<Batch> batches =
      IntStream.range(0, 5).mapToObj(i -> new Batch(Tensor.of(i, 0.0), Tensor.of(i, i))).toList();

  @Test
  void givesTheSameBatchesInEveryEpoch() {
    assertSame(batches, BatchSource.of(batches).epoch(RandomSource.of(1)));
  }

  @Test
  void givesEveryBatchNumbersOfItsOwn() {
    List<Batch> epoch = BatchSource.of(batches).map(NOISE).epoch(RandomSource.of(7));
    RandomSource fourth = RandomSource.of(7).stream("transform/3");

    assertEquals(5, epoch.size());
    assertEquals(NOISE.apply(batches.get(3), fourth), epoch.get(3));
  }

  @Test
  void doesNotDependOnTheOrderOfAsking() {
    BatchSource source = BatchSource.of(batches).map(NOISE);
    List<Batch> forwards = List.copyOf(source.epoch(RandomSource.of(7)));
    List<Batch> epoch = source.epoch(RandomSource.of(7));

    for (int i = 4; i >= 0; i--) {
      assertEquals(forwards.get(i), epoch.get(i));
    }
    assertEquals(forwards.get(2), epoch.get(2));
  }

  @Test
  void keepsTheOrderApartFromTheTransform() {
    BatchSource shuffled =
        random -> IntStream.of(random.permutation(5)).mapToObj(batches::get).toList();
    List<Batch> epoch = shuffled.map((batch, random) -> batch).epoch(RandomSource.of(7));
    assertEquals(shuffled.epoch(RandomSource.of(7).stream("batches")), epoch);
  }

  @Test
  void changesOneAfterTheOther() {
    BatchTransform doubled = (batch, random) -> new Batch(batch.inputs().mul(2), batch.targets());
    Batch first = NOISE.then(doubled).apply(batches.get(1), RandomSource.of(3));
    double noise = RandomSource.of(3).nextDouble();
    assertEquals(Tensor.of(2 * (1 + noise), 2 * noise), first.inputs());
  }

  @Test
  void letsTheSecondDrawFromWhereTheFirstEnded() {
    RandomSource random = RandomSource.of(3);
    Batch twice = NOISE.then(NOISE).apply(batches.get(0), RandomSource.of(3));
    double sum = random.nextDouble() + random.nextDouble();
    assertEquals(sum, twice.inputs().get(0), 1e-15);
    assertNotEquals(2 * RandomSource.of(3).nextDouble(), twice.inputs().get(0), 1e-3);
  }
}
