package org.gradus.core.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.Doubles;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class ClassificationTest {
  private static final Tensor LOGITS =
      Tensor.of(new double[] {1, -2, 0.5, 3, 0, -1, 2, 2, 0.25, -0.75, 1.5, 4}, Shape.of(2, 2, 3));
  private static final Tensor TARGET = Tensor.of(new int[][] {{2, 0}, {1, 2}});

  private static Tensor loss(Tensor logits, Tensor target) {
    return Classification.softmaxCrossEntropy(logits, target);
  }

  @Test
  void isTheNegativeLogSoftmaxOfTheClass() {
    Tensor oneHot = Indexing.oneHot(TARGET, 3, DType.FLOAT64);
    Tensor expected = Reductions.logSoftmax(LOGITS, -1).mul(oneHot).sum(-1).neg();
    assertTrue(loss(LOGITS, TARGET).isClose(expected, 0, 1e-14));
  }

  @Test
  void gradientsOfBothOrdersAreRight() {
    GradCheck.of(in -> loss(in[0], TARGET)).named("logits").checkSecondOrder(LOGITS);
  }

  @Property
  void dependsOnDifferencesOfScoresOnly(
      @ForAll @Size(5) List<@DoubleRange(min = -50, max = 50) Double> scores,
      @ForAll @IntRange(max = 4) int target,
      @ForAll @DoubleRange(min = -1e4, max = 1e4) double shift) {
    Tensor x = Tensor.of(Doubles.toArray(scores));
    double expected = loss(x, Tensor.scalar(target)).item();
    assertEquals(expected, loss(x.add(shift), Tensor.scalar(target)).item(), 1e-10);
    assertTrue(expected >= 0, "a probability is at most 1");
  }

  @Property
  void gradientsOfTheScoresOfAnExampleSumToZero(
      @ForAll @Size(6) List<@DoubleRange(min = -1e4, max = 1e4) Double> scores,
      @ForAll @IntRange(max = 5) int target) {
    Tensor x = Tensor.of(Doubles.toArray(scores)).tracked();
    Tensor gradient = loss(x, Tensor.scalar(target)).backward().of(x);
    assertEquals(0, gradient.sum().item(), 1e-14);
  }

  @Test
  void noExamplesGiveNoLosses() {
    Tensor x = Tensor.zeros(0, 3).tracked();
    Tensor losses = loss(x, Tensor.of(new int[0]));
    assertEquals(Shape.of(0), losses.shape());
    assertEquals(Shape.of(0, 3), losses.sum().backward().of(x).shape());
  }

  @Test
  void refusesTargetsThatDoNotFit() {
    ShapeException shapes = assertThrows(ShapeException.class, () -> loss(LOGITS, Tensor.of(1, 2)));
    assertEquals(
        "[softmax-cross-entropy] logits and target do not fit: expected (…, classes) and (…), got"
            + " (2, 2, 3) and (2). Shapes: (2, 2, 3), (2).",
        shapes.getMessage());
    DTypeException type =
        assertThrows(DTypeException.class, () -> loss(LOGITS.cast(DType.INT32), TARGET));
    assertEquals(
        "[softmax-cross-entropy] wrong element type: expected FLOAT32 or FLOAT64 logits (cast"
            + " converts), got INT32.",
        type.getMessage());
    IndexOutOfBoundsException range =
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> loss(LOGITS, Tensor.of(new int[][] {{0, 0}, {0, -1}})));
    assertEquals(
        "[softmax-cross-entropy] a class is out of range: expected 0 to 2, got -1 at position 3 of"
            + " the target.",
        range.getMessage());
  }
}
