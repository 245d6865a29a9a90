package org.gradus.optimizers.metric;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** The numbers are those of the examples in the documentation of scikit-learn's metrics. */
class ConfusionMatrixTest {
  private static final Tensor SCORES = Scores.of(3, 0, 2, 1, 0, 0, 1);
  private static final Tensor TARGET = Tensor.of(0, 1, 2, 0, 1, 2);
  private static final double THIRD = 1 / 3.0;

  private static ConfusionMatrix matrix(int[] decided, int... actual) {
    return ConfusionMatrix.of(Decision.largest(), Scores.of(3, decided), Tensor.of(actual));
  }

  private static double[] each(ClassScore score) {
    ConfusionMatrix matrix = ConfusionMatrix.of(Decision.largest(), SCORES, TARGET);
    double[] values = new double[3];
    for (int label = 0; label < 3; label++) {
      values[label] = Averaging.ofClass(label).of(matrix, score);
    }
    return values;
  }

  private static void assertAverages(
      double macro, double micro, double weighted, ClassScore score) {
    ConfusionMatrix matrix = ConfusionMatrix.of(Decision.largest(), SCORES, TARGET);
    assertEquals(macro, Averaging.macro().of(matrix, score), 1e-15);
    assertEquals(micro, Averaging.micro().of(matrix, score), 1e-15);
    assertEquals(weighted, Averaging.weighted().of(matrix, score), 1e-15);
  }

  @Test
  void countsWhatWasTakenForWhat() {
    // sklearn.metrics.confusion_matrix
    ConfusionMatrix matrix = matrix(new int[] {0, 0, 2, 2, 0, 2}, 2, 0, 2, 2, 0, 1);
    long[][] expected = {{2, 0, 0}, {0, 0, 1}, {1, 0, 2}};
    for (int actual = 0; actual < 3; actual++) {
      for (int predicted = 0; predicted < 3; predicted++) {
        assertEquals(expected[actual][predicted], matrix.count(actual, predicted));
      }
    }
    assertEquals(6, matrix.total());
    assertEquals(4, matrix.right());
    assertEquals(4 / 6.0, matrix.accuracy());
    assertEquals(3, matrix.actual(2));
    assertEquals(3, matrix.predicted(2));
    assertEquals(
        """
        actual \\ predicted  cat  dog  bird
        cat                   2    0     0
        dog                   0    0     1
        bird                  1    0     2
        """,
        matrix.withNames(List.of("cat", "dog", "bird")).toString());
  }

  @Test
  void precisionIsThatOfScikitLearn() {
    // sklearn.metrics.precision_score
    assertArrayEquals(new double[] {2 / 3.0, 0, 0}, each(ClassScore.precision()), 1e-15);
    assertAverages(2 / 9.0, THIRD, 2 / 9.0, ClassScore.precision());
    assertEquals(2 / 9.0, Scores.value(new Precision(), SCORES, TARGET), 1e-15);
  }

  @Test
  void recallIsThatOfScikitLearn() {
    // sklearn.metrics.recall_score
    assertArrayEquals(new double[] {1, 0, 0}, each(ClassScore.recall()), 1e-15);
    assertAverages(THIRD, THIRD, THIRD, ClassScore.recall());
    assertEquals(THIRD, Scores.value(new Recall(), SCORES, TARGET), 1e-15);
  }

  @Test
  void fScoresAreThoseOfScikitLearn() {
    // sklearn.metrics.f1_score and fbeta_score: 0.8 and 0.71… for class 0.
    assertArrayEquals(new double[] {0.8, 0, 0}, each(ClassScore.fBeta(1)), 1e-15);
    assertAverages(0.8 / 3, THIRD, 0.8 / 3, ClassScore.fBeta(1));
    double half = 1.25 * (2 / 3.0) / (0.25 * (2 / 3.0) + 1);
    assertArrayEquals(new double[] {half, 0, 0}, each(ClassScore.fBeta(0.5)), 1e-15);
    assertEquals(0.71, half, 0.005);
    assertEquals(0.8 / 3, Scores.value(FBeta.f1(), SCORES, TARGET), 1e-15);
  }

  @Test
  void isReportedAsByScikitLearn() {
    // sklearn.metrics.classification_report, with more digits: 2/3, 0.8, 14/9/3, …
    ConfusionMatrix matrix = matrix(new int[] {0, 0, 2, 2, 1}, 0, 1, 2, 2, 2);
    assertEquals(
        """
        class             precision  recall      f1  support
        0                    0.5000  1.0000  0.6667        1
        1                    0.0000  0.0000  0.0000        1
        2                    1.0000  0.6667  0.8000        3
        macro average        0.5000  0.5556  0.4889        5
        weighted average     0.7000  0.6000  0.6133        5
        accuracy                             0.6000        5
        """,
        matrix.report());
    assertEquals(0.5, matrix.precision(0));
    assertEquals(2 / 3.0, matrix.recall(2));
    assertEquals(0.8, matrix.f1(2), 1e-15);
  }

  @Test
  void leavesClassesThatThereWereNoneOfOutOfTheMacroAverage() {
    ConfusionMatrix matrix = matrix(new int[] {0, 1}, 0, 1);
    assertEquals(1, Averaging.macro().of(matrix, ClassScore.recall()));
  }

  @Test
  void balancedAccuracyIsThatOfScikitLearn() {
    // sklearn.metrics.balanced_accuracy_score
    Tensor scores = Scores.of(2, 0, 1, 0, 0, 0, 1);
    Tensor target = Tensor.of(0, 1, 0, 0, 1, 0);
    assertEquals(0.625, Scores.value(new BalancedAccuracy(), scores, target), 1e-15);
  }

  @Test
  void matthewsCorrelationIsThatOfScikitLearn() {
    // sklearn.metrics.matthews_corrcoef: −0.33…
    MatthewsCorrelation metric = new MatthewsCorrelation();
    Tensor scores = Scores.of(2, 1, 0, 1, 1);
    assertEquals(-THIRD, Scores.value(metric, scores, Tensor.of(1, 1, 1, 0)), 1e-15);
    assertEquals(1, Scores.value(metric, SCORES, Tensor.of(0, 2, 1, 0, 0, 1)), 1e-15);
    assertEquals(0, Scores.value(metric, Scores.of(2, 1, 1), Tensor.of(0, 1)));
  }

  @Test
  void ofBinaryScoresHasTwoClasses() {
    Precision precision = new Precision(Decision.above(0.5), Averaging.ofClass(1));
    Tensor probabilities = Tensor.of(0.9f, 0.8f, 0.2f, 0.7f);
    assertEquals(2 / 3.0, Scores.value(precision, probabilities, Tensor.of(1, 0, 1, 1)), 1e-15);
  }

  @Test
  void namesTellMetricsApart() {
    assertEquals("macro-precision", new Precision().name());
    assertEquals("recall-of-class-1", new Recall(Decision.largest(), Averaging.ofClass(1)).name());
    assertEquals("micro-f1", FBeta.f1(Decision.largest(), Averaging.micro()).name());
    assertEquals("weighted-f0.5", new FBeta(0.5, Decision.largest(), Averaging.weighted()).name());
  }

  @Test
  void comesFromATally() {
    Tally tally = new Tally(new Recall());
    tally.add(SCORES, TARGET);
    assertEquals(2, ConfusionMatrix.of(tally).right());
    Tally other = new Tally(new Accuracy());
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(other));
    assertEquals(
        "[confusion matrix] the metric does not count confusions: expected a ConfusionMetric, got accuracy.",
        refused.getMessage());
  }

  @Test
  void refusesWhatIsNoMatrix() {
    long[][] rows = {{1, 2}, {3, -1}};
    IllegalArgumentException refused =
        assertThrows(IllegalArgumentException.class, () -> ConfusionMatrix.of(rows));
    assertEquals(
        "[confusion matrix] these are no counts: expected as many columns as rows, which are 2, and none negative, got the row [3, -1].",
        refused.getMessage());
    ConfusionMatrix matrix = matrix(new int[] {0}, 0);
    refused = assertThrows(IllegalArgumentException.class, () -> matrix.withNames(List.of("one")));
    assertEquals(
        "[confusion matrix] every class needs a name: expected 3 names, got 1.",
        refused.getMessage());
    Averaging fourth = Averaging.ofClass(3);
    IndexOutOfBoundsException missing =
        assertThrows(IndexOutOfBoundsException.class, () -> fourth.of(matrix, ClassScore.recall()));
    assertEquals(
        "[averaging] there is no such class: expected 0 to 2, got 3.", missing.getMessage());
  }
}
