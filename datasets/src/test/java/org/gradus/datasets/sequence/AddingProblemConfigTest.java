package org.gradus.datasets.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class AddingProblemConfigTest {
  @Property(tries = 50)
  void marksANumberInEachHalf(@ForAll @IntRange(min = 2, max = 30) int steps, @ForAll long seed) {
    Batch all = new AddingProblemConfig(20, steps, seed).generate().all();
    assertEquals(Shape.of(20, steps, 2), all.inputs().shape());
    Tensor numbers = all.inputs().select(2, 0);
    Tensor marks = all.inputs().select(2, 1);
    float[] ones = Tensor.ones(20).toFloats();
    assertArrayEquals(ones, marks.slice(1, 0, steps / 2).sum(1).toFloats());
    assertArrayEquals(ones, marks.slice(1, steps / 2, steps).sum(1).toFloats());
    assertArrayEquals(
        all.targets().select(1, 0).toFloats(), numbers.mul(marks).sum(1).toFloats(), 1e-6f);
  }

  /** The sum of two uniform numbers has the mean 1 and the variance 1/6. */
  @Test
  void hasTheErrorOfTheMean() {
    int examples = 20_000;
    Tensor targets = new AddingProblemConfig(examples, 10, 7).generate().targets();
    // Five standard errors; the fourth moment is 1/15.
    assertEquals(1, targets.mean().item(), 5 * Math.sqrt(1 / 6.0 / examples));
    assertEquals(
        1 / 6.0,
        targets.sub(1).square().mean().item(),
        5 * Math.sqrt((1 / 15.0 - 1 / 36.0) / examples));
  }

  @Test
  void isTheSameForTheSameSeed() {
    AddingProblemConfig config = new AddingProblemConfig(3, 5, 1);
    assertEquals(config.generate().all(), config.generate().all());
  }

  @Test
  void refusesSizesOutOfRange() {
    assertEquals(
        "[adding-problem] steps is out of range: expected at least 2, got 1.",
        assertThrows(IllegalArgumentException.class, () -> new AddingProblemConfig(1, 1, 0))
            .getMessage());
    assertThrows(IllegalArgumentException.class, () -> new AddingProblemConfig(0, 2, 0));
    assertThrows(
        IllegalArgumentException.class, () -> new AddingProblemConfig(1 << 20, 1 << 20, 0));
  }
}
