package org.gradus.regularization.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class SignalAugmentationTest {
  private static final int MANY = 500;

  /** Returns what becomes of many copies of an example. */
  static Tensor copies(Augmentation augmentation, Tensor example) {
    int[] sizes = new int[example.rank() + 1];
    sizes[0] = MANY;
    System.arraycopy(example.shape().toArray(), 0, sizes, 1, example.rank());
    Tensor inputs = example.unsqueeze(0).expand(Shape.of(sizes));
    Batch batch = new Batch(inputs, Tensors.range(MANY));
    return augmentation.apply(batch, RandomSource.of(1)).inputs();
  }

  static Set<Tensor> results(Augmentation augmentation, Tensor example) {
    Set<Tensor> results = new HashSet<>();
    Tensor copies = copies(augmentation, example);
    for (int i = 0; i < MANY; i++) {
      results.add(copies.select(0, i));
    }
    return results;
  }

  @Test
  void shiftsGoRound() {
    Tensor signal = Tensor.of(new double[][] {{1, 2, 3, 4, 5}, {6, 7, 8, 9, 10}});
    Set<Tensor> expected = new HashSet<>();
    for (int shift = -1; shift <= 1; shift++) {
      expected.add(Shaping.roll(signal, shift, -1));
    }
    assertEquals(expected, results(new CyclicShift(1), signal));
    assertEquals(5, results(new CyclicShift(100), signal).size());
    assertEquals(Set.of(signal), results(new CyclicShift(0), signal));
  }

  @Test
  void scalesAreWithinTheirRange() {
    Tensor scaled = copies(new Scale(0.8, 1.2), Tensor.of(1.0, -2));
    Tensor factors = scaled.select(1, 0);
    assertEquals(factors.mul(-2), scaled.select(1, 1));
    assertTrue(factors.min().item() >= 0.8 && factors.max().item() < 1.2);
    // Five standard errors of the mean of a uniform distribution of width 0.4.
    assertEquals(1, factors.mean().item(), 5 * 0.4 / Math.sqrt(12.0 * MANY));
    // The chance that none of 500 is in the outer hundredth of the range is below 1 %.
    assertTrue(factors.max().item() > 1.196 && factors.min().item() < 0.804);
  }

  @Test
  void shearsAddASlope() {
    Tensor sheared = copies(new Shear(3), Tensor.of(5.0, 5, 5));
    Tensor slopes = sheared.select(1, 2).sub(sheared.select(1, 0));
    assertTrue(slopes.min().item() >= -3 && slopes.max().item() < 3);
    assertTrue(slopes.min().item() < -2.5 && slopes.max().item() > 2.5);
    assertEquals(Tensor.full(DType.FLOAT64, Shape.of(MANY), 5), sheared.select(1, 1));
    assertTrue(sheared.select(1, 0).isClose(slopes.mul(-0.5).add(5), 1e-12, 1e-12));
    assertEquals(Set.of(Tensor.of(4.0)), results(new Shear(3), Tensor.of(4.0)));
  }

  @Test
  void noiseHasItsDeviation() {
    Tensor noise = copies(new InputNoise(0.5), Tensor.zeros(DType.FLOAT64, Shape.of(40)));
    int count = 40 * MANY;
    assertEquals(0, noise.mean().item(), 5 * 0.5 / Math.sqrt(count));
    assertEquals(0.25, noise.square().mean().item(), 5 * 0.25 * Math.sqrt(2.0 / count));
  }

  @Test
  void changesAreComposedAndSometimesMade() {
    Tensor signal = Tensor.of(1.0, 2, 3);
    Augmentation twice = Compose.of(new Scale(2, 2), new Scale(3, 3));
    assertEquals(Set.of(signal.mul(6)), results(twice, signal));
    assertEquals(Set.of(signal), results(Compose.of(), signal));
    Augmentation half = new Sometimes(0.5, new Scale(2, 2));
    Tensor first = copies(half, signal).select(1, 0).sub(1);
    // Five standard errors of the share of those that are changed.
    assertEquals(0.5, first.mean().item(), 5 * 0.5 / Math.sqrt(MANY));
    assertEquals(Set.of(signal), results(new Sometimes(0, new Scale(2, 2)), signal));
    assertEquals(Set.of(signal.mul(2)), results(new Sometimes(1, new Scale(2, 2)), signal));
  }

  @Test
  void lambdasAreAugmentationsToo() {
    Augmentation negated =
        (example, random) -> {
          for (int i = 0; i < example.values().length; i++) {
            example.values()[i] *= -1;
          }
        };
    assertEquals(Set.of(Tensor.of(-1f, 2f)), results(Compose.of(negated), Tensor.of(1f, -2f)));
    Batch batch = new Batch(Tensor.ones(2, 3), Tensor.of(0, 1));
    assertEquals(Tensor.ones(2, 3).neg(), negated.prepared(batch, RandomSource.of(1)).inputs());
  }

  @Test
  void refuseWhatDoesNotFit() {
    assertRefused(
        "[scale] most is out of range: expected at least least, 2.0, got 1.0.",
        () -> new Scale(2, 1));
    assertRefused(
        "[sometimes] probability is out of range: expected a number from 0 to 1, got 2.0.",
        () -> new Sometimes(2, new Scale(1, 1)));
    assertRefused(
        "[cyclic-shift] most is out of range: expected a number from 0 to below 2³⁰, got -1.",
        () -> new CyclicShift(-1));
    Augmentation nested = Compose.of(new Sometimes(0.5, new CyclicShift(1)));
    Batch numbers = new Batch(Tensor.ones(2), Tensor.of(0, 1));
    RandomSource random = RandomSource.of(1);
    ShapeException e = assertThrows(ShapeException.class, () -> nested.apply(numbers, random));
    assertEquals(
        "[cyclic-shift] the examples are no signals: expected (…, L), L at least 1, got ().",
        e.getMessage());
    assertEquals(List.of(), Compose.of().changes());
  }

  private static void assertRefused(String message, Executable construction) {
    IllegalArgumentException e = assertThrows(IllegalArgumentException.class, construction);
    assertEquals(message, e.getMessage());
  }
}
