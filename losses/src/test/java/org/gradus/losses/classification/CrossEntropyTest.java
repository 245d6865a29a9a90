package org.gradus.losses.classification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.LossProvider;
import org.gradus.losses.loss.Reduction;
import org.junit.jupiter.api.Test;

class CrossEntropyTest {
  private static final Tensor TARGET = Tensor.of(2, 0, 1);

  private static Tensor logits(int... sizes) {
    double[] values = new double[Shape.of(sizes).elements()];
    RandomSource.of(3).fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(sizes));
  }

  @Test
  void isTheLogarithmOfTheRightProbability() {
    // Softmax of ln(1, 2, 5) is (1, 2, 5) / 8.
    Tensor x = Tensor.of(new double[][] {{0, Math.log(2), Math.log(5)}});

    assertEquals(Math.log(8.0 / 5), new CrossEntropy().of(x, Tensor.of(2)).item(), 1e-15);
    assertEquals(Math.log(8), new CrossEntropy().of(x, Tensor.of(0)).item(), 1e-15);
  }

  @Test
  void probabilitiesHaveNoClassToIgnore() {
    Tensor x = logits(2, 3);
    CrossEntropy ignoring = new CrossEntropy().ignoring(0);
    Tensor probabilities = Tensor.full(DType.FLOAT64, Shape.of(2, 3), 1.0 / 3);
    assertEquals(
        "[cross-entropy] probabilities have no class to ignore: expected INT32 classes, got FLOAT64"
            + " probabilities and the ignored class 0. Hint: weights of 0 ignore examples.",
        assertThrows(IllegalArgumentException.class, () -> ignoring.of(x, probabilities))
            .getMessage());
  }

  @Test
  void ofEqualScoresIsTheLogarithmOfTheNumberOfClasses() {
    for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
      Tensor x = Tensor.full(dtype, Shape.of(4, 10), 3);
      assertEquals(
          Math.log(10), new CrossEntropy().of(x, Tensor.of(0, 3, 7, 9)).item(), 1e-6, dtype.name());
    }
  }

  @Test
  void reduces() {
    Tensor x = logits(3, 4);
    double[] each = new CrossEntropy(Reduction.NONE).of(x, TARGET).toDoubles();
    double sum = each[0] + each[1] + each[2];

    assertEquals(sum, new CrossEntropy(Reduction.SUM).of(x, TARGET).item(), 1e-14);
    assertEquals(sum / 3, new CrossEntropy().of(x, TARGET).item(), 1e-14);
  }

  @Test
  void staysExactAtHugeScores() {
    Tensor x = Tensor.of(new float[][] {{1e4f, -1e4f, 0}, {-1e4f, 1e4f, 1e4f}}).tracked();
    Tensor losses = new CrossEntropy(Reduction.NONE).of(x, Tensor.of(1, 2));

    assertEquals(2e4, losses.get(0), 0);
    assertEquals(Math.log(2), losses.get(1), 1e-7);
    assertEquals(
        Tensor.of(new float[][] {{1, -1, 0}, {0, 0.5f, -0.5f}}), losses.sum().backward().of(x));
  }

  @Test
  void gradientIsSoftmaxMinusOneHot() {
    Tensor x = Tensor.of(new double[][] {{0, Math.log(2), Math.log(5)}}).tracked();
    Tensor gradient = new CrossEntropy().of(x, Tensor.of(1)).backward().of(x);

    Tensor expected = Tensor.of(new double[][] {{1 / 8.0, 2 / 8.0 - 1, 5 / 8.0}});
    assertTrue(gradient.isClose(expected, 0, 1e-15), gradient::toString);
  }

  @Test
  void gradientsOfBothOrdersAreRight() {
    for (Reduction reduction : Reduction.values()) {
      GradCheck.of(in -> new CrossEntropy(reduction).of(in[0], TARGET))
          .named("logits")
          .checkSecondOrder(logits(3, 4));
    }
  }

  @Test
  void takesClassesAlongAnyAxis() {
    Tensor last = logits(2, 5, 3);
    Tensor target = Tensor.of(new int[][] {{0, 1, 2, 1, 0}, {2, 2, 1, 0, 0}});
    double expected = new CrossEntropy().of(last, target).item();

    Tensor middle = last.permute(0, 2, 1);
    assertEquals(expected, new CrossEntropy().withClassAxis(1).of(middle, target).item(), 1e-15);
    Tensor first = last.permute(2, 0, 1);
    assertEquals(expected, new CrossEntropy().withClassAxis(0).of(first, target).item(), 1e-15);
  }

  @Test
  void agreesWithItselfInFloat32OnManyLines() {
    Tensor x = logits(500, 130);
    int[] classes = new int[500];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = i % 130;
    }
    Tensor target = Tensor.of(classes);
    Tensor wide = x.tracked();
    Tensor narrow = x.cast(DType.FLOAT32).tracked();
    Tensor loss = new CrossEntropy().of(wide, target);
    Tensor rounded = new CrossEntropy().of(narrow, target);

    assertEquals(loss.item(), rounded.item(), 1e-5);
    Tensor gradient = rounded.backward().of(narrow).cast(DType.FLOAT64);
    assertTrue(gradient.isClose(loss.backward().of(wide), 0, 1e-8));
  }

  @Test
  void refusesTargetsThatDoNotFit() {
    Tensor x = logits(3, 4);
    ShapeException shape =
        assertThrows(
            ShapeException.class, () -> new CrossEntropy().of(x, Tensor.of(new int[][] {{1}})));
    assertEquals(
        "[cross-entropy] the target does not fit the prediction with its classes along axis 1:"
            + " expected a target of shape (3), got (1, 1). Shapes: (3, 4), (1, 1).",
        shape.getMessage());

    DTypeException type =
        assertThrows(DTypeException.class, () -> new CrossEntropy().of(x, Tensor.of(1f, 2f, 3f)));
    assertEquals(
        "[cross-entropy] wrong element type: expected INT32 classes (cast converts), or"
            + " probabilities of shape (3, 4), got FLOAT32.",
        type.getMessage());

    IndexOutOfBoundsException range =
        assertThrows(
            IndexOutOfBoundsException.class, () -> new CrossEntropy().of(x, Tensor.of(0, 4, 1)));
    assertEquals(
        "[softmax-cross-entropy] a class is out of range: expected 0 to 3, got 4 at position 1 of"
            + " the target.",
        range.getMessage());
  }

  @Test
  void aClassCountsByItsWeightAndTheIgnoredOneNotAtAll() {
    Tensor x = logits(3, 4);
    double[] each = new CrossEntropy(Reduction.NONE).of(x, TARGET).toDoubles();
    CrossEntropy weighted = new CrossEntropy().withClassWeights(1.0, 0.5, 3.0, 7.0);

    double sum = 3 * each[0] + each[1] + 0.5 * each[2];
    assertEquals(sum / 4.5, weighted.of(x, TARGET).item(), 1e-14);
    assertEquals(
        (each[0] + each[2]) / 2, new CrossEntropy().ignoring(0).of(x, TARGET).item(), 1e-14);
    Tensor marked = Tensor.of(2, -100, 1);
    assertEquals(
        (3 * each[0] + 0.5 * each[2]) / 3.5, weighted.ignoring(-100).of(x, marked).item(), 1e-14);
    Tensor counts = Tensor.of(0, 1, 1);
    assertEquals((each[1] + 0.5 * each[2]) / 1.5, weighted.of(x, TARGET, counts).item(), 1e-14);
  }

  @Test
  void smoothedTargetsAreThatMixtureOfProbabilities() {
    Tensor x = logits(3, 4);
    Tensor smoothed = Indexing.oneHot(TARGET, 4, DType.FLOAT64).mul(0.9).add(0.1 / 4);
    double expected = new CrossEntropy().of(x, smoothed).item();

    assertEquals(expected, new CrossEntropy().withLabelSmoothing(0.1).of(x, TARGET).item(), 1e-14);
    CrossEntropy alike = new CrossEntropy().withClassWeights(1.0, 1.0, 1.0, 1.0);
    assertEquals(expected, alike.withLabelSmoothing(0.1).of(x, TARGET).item(), 1e-14);
  }

  @Test
  void refusesSettingsOutOfRange() {
    CrossEntropy loss = new CrossEntropy();
    IllegalArgumentException smoothing =
        assertThrows(IllegalArgumentException.class, () -> loss.withLabelSmoothing(1.5));
    assertEquals(
        "[cross-entropy] labelSmoothing is out of range: expected a number from 0 to 1, got 1.5.",
        smoothing.getMessage());
    IllegalArgumentException negative =
        assertThrows(IllegalArgumentException.class, () -> loss.withClassWeights(1.0, -1.0));
    assertEquals(
        "[cross-entropy] classWeights are out of range: expected numbers of at least 0, got [1.0,"
            + " -1.0].",
        negative.getMessage());
    CrossEntropy two = loss.withClassWeights(1.0, 2.0);
    Tensor x = logits(3, 4);
    IllegalArgumentException count =
        assertThrows(IllegalArgumentException.class, () -> two.of(x, TARGET));
    assertEquals(
        "[cross-entropy] classWeights do not fit the prediction: expected one for each of 4"
            + " classes, got 2.",
        count.getMessage());
  }

  @Test
  void isMadeOfJson() {
    Plugins plugins = Plugins.load();
    String json =
        "{\"type\":\"gradus:cross-entropy\",\"config\":{\"reduction\":\"sum\",\"classAxis\":1,"
            + "\"classWeights\":[1.0,2.0],\"ignoredClass\":-100,\"labelSmoothing\":0.1}}";
    CrossEntropy loss =
        new CrossEntropy(Reduction.SUM)
            .withClassAxis(1)
            .withClassWeights(1.0, 2.0)
            .ignoring(-100)
            .withLabelSmoothing(0.1);

    assertEquals(json, plugins.write(loss));
    assertEquals(loss, plugins.kind(LossProvider.class).createFromJson(json));
    assertEquals(
        new CrossEntropy(), plugins.kind(LossProvider.class).create("cross-entropy", "{}"));
  }
}
