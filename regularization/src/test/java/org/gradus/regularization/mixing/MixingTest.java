package org.gradus.regularization.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.gradus.core.data.Batch;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.regularization.augmentation.BatchTechnique;
import org.junit.jupiter.api.Test;

class MixingTest {
  private static final int CLASSES = 5;

  /** Examples whose numbers are their class: what they become is the mean of their targets. */
  private static Batch batch(Shape example) {
    int[] sizes = new int[example.rank() + 1];
    sizes[0] = CLASSES;
    System.arraycopy(example.toArray(), 0, sizes, 1, example.rank());
    int[] column = new int[sizes.length];
    Arrays.fill(column, 1);
    column[0] = CLASSES;
    Tensor classes = Tensors.range(CLASSES);
    Tensor inputs = classes.reshape(column).cast(DType.FLOAT64).expand(Shape.of(sizes));
    return new Batch(inputs, classes);
  }

  private static Tensor expectedClass(Tensor probabilities) {
    return probabilities.mul(Tensors.range(CLASSES).cast(DType.FLOAT64)).sum(1);
  }

  @Test
  void mixupMixesInputsAndTargetsAlike() {
    Batch mixed =
        new Mixup(0.4, Targets.classes(CLASSES)).apply(batch(Shape.of(3)), RandomSource.of(4));
    Tensor x = mixed.inputs();
    Tensor expected = expectedClass(mixed.targets());
    assertTrue(x.isClose(expected.unsqueeze(1).expand(x.shape()), 1e-12, 1e-12));
    assertTrue(
        mixed.targets().sum(1).isClose(Tensor.ones(DType.FLOAT64, Shape.of(CLASSES)), 1e-12, 0));
    assertNotEquals(batch(Shape.of(3)).inputs(), x);
    assertTrue(Double.isFinite(new CrossEntropy().of(mixed.targets(), mixed.targets()).item()));
  }

  @Test
  void cutMixMixesTargetsByArea() {
    Batch images = batch(Shape.of(2, 6, 7));
    boolean cut = false;
    for (int seed = 0; seed < 20; seed++) {
      Batch mixed = new CutMix(1, Targets.classes(CLASSES)).apply(images, RandomSource.of(seed));
      Tensor mean = mixed.inputs().mean(1, 2, 3);
      assertTrue(mean.isClose(expectedClass(mixed.targets()), 1e-12, 1e-12));
      for (double value : mixed.inputs().toDoubles()) {
        assertEquals(Math.rint(value), value);
      }
      cut |= !mixed.inputs().equals(images.inputs());
    }
    assertTrue(cut);
  }

  @Test
  void numbersAreMixedAsTheyAre() {
    Batch classes = batch(Shape.of(1));
    Batch numbers = new Batch(classes.inputs(), classes.inputs());
    Batch mixed = new Mixup(1, Targets.numbers()).apply(numbers, RandomSource.of(1));
    assertEquals(mixed.inputs(), mixed.targets());
  }

  @Test
  void theSourceDecides() {
    Batch images = batch(Shape.of(1, 4, 4));
    for (BatchTechnique mixing :
        new BatchTechnique[] {
          new Mixup(1, Targets.classes(CLASSES)), new CutMix(1, Targets.classes(CLASSES))
        }) {
      Batch first = mixing.apply(images, RandomSource.of(3));
      assertEquals(first, mixing.prepared(images, RandomSource.of(3)));
      assertNotEquals(first, mixing.apply(images, RandomSource.of(5)));
    }
  }

  /** Beta(α, α) has mean ½ and variance 1 / (4 (2α + 1)); five standard errors. */
  @Test
  void sharesAreBetaDistributed() {
    int many = 20_000;
    RandomSource random = RandomSource.of(1);
    for (double alpha : new double[] {0.2, 1, 3}) {
      double sum = 0;
      double squares = 0;
      for (int i = 0; i < many; i++) {
        double share = Beta.symmetric(alpha, random);
        sum += share;
        squares += (share - 0.5) * (share - 0.5);
      }
      double variance = 1 / (4 * (2 * alpha + 1));
      assertEquals(0.5, sum / many, 5 * Math.sqrt(variance / many));
      // The fourth moment is at most 1/16.
      assertEquals(variance, squares / many, 5 * 0.25 / Math.sqrt(many));
    }
  }

  @Test
  void refuseWhatDoesNotFit() {
    Batch batch = batch(Shape.of(3));
    RandomSource random = RandomSource.of(1);
    ShapeException e =
        assertThrows(
            ShapeException.class,
            () -> new CutMix(1, Targets.classes(CLASSES)).apply(batch, random));
    assertEquals(
        "[cut-mix] the inputs are no images: expected (N, C, H, W), got (5, 3).", e.getMessage());
    assertThrows(DTypeException.class, () -> new Mixup(1, Targets.numbers()).apply(batch, random));
    Batch numbers = new Batch(batch.inputs(), batch.inputs());
    assertThrows(
        DTypeException.class, () -> new Mixup(1, Targets.classes(5)).apply(numbers, random));
    IllegalArgumentException alpha =
        assertThrows(IllegalArgumentException.class, () -> new Mixup(0, Targets.numbers()));
    assertEquals(
        "[mixup] alpha is out of range: expected a finite number above 0, got 0.0.",
        alpha.getMessage());
    IllegalArgumentException none =
        assertThrows(IllegalArgumentException.class, () -> Targets.classes(0));
    assertEquals(
        "[targets] classes is out of range: expected at least 1, got 0.", none.getMessage());
  }
}
