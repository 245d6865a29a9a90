package org.gradus.losses.sequence;

import static java.lang.Double.NaN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Reduction;
import org.junit.jupiter.api.Test;

/** Against the sum over all paths, one by one. */
class CtcTest {
  private static Tensor logits(int samples, int steps, int classes) {
    double[] values = new double[samples * steps * classes];
    RandomSource.of(5).fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(samples, steps, classes));
  }

  /** Returns the negative logarithm of the probability of all paths that spell the labels. */
  private static double byAllPaths(double[][] logits, int steps, List<Integer> labels, int blank) {
    int classes = logits[0].length;
    double sum = 0;
    int paths = (int) Math.pow(classes, steps);
    for (int path = 0; path < paths; path++) {
      double probability = 1;
      List<Integer> spelled = new ArrayList<>();
      int before = -1;
      int rest = path;
      for (int t = 0; t < steps; t++) {
        int label = rest % classes;
        rest /= classes;
        double total = 0;
        for (double x : logits[t]) {
          total += Math.exp(x);
        }
        probability *= Math.exp(logits[t][label]) / total;
        if (label != blank && label != before) {
          spelled.add(label);
        }
        before = label;
      }
      if (spelled.equals(labels)) {
        sum += probability;
      }
    }
    return -Math.log(sum);
  }

  @Test
  void sumsOverAllPaths() {
    Tensor x = logits(4, 5, 3);
    Tensor target = Tensor.of(new int[][] {{1, 2, -1}, {2, 2, -1}, {-1, -1, -1}, {2, 1, 2}});
    List<List<Integer>> labels = List.of(List.of(1, 2), List.of(2, 2), List.of(), List.of(2, 1, 2));
    double[] each = new Ctc(Reduction.NONE, 0, false).of(x, target).toDoubles();
    double mean = 0;
    for (int n = 0; n < 4; n++) {
      double expected = byAllPaths(x.select(0, n).toDoubleRows(), 5, labels.get(n), 0);
      assertEquals(expected, each[n], 1e-12);
      mean += expected / Math.max(labels.get(n).size(), 1) / 4;
    }
    assertEquals(mean, new Ctc().of(x, target).item(), 1e-12);
  }

  @Test
  void takesShorterSamplesAndAnotherBlank() {
    Tensor x = logits(2, 5, 3);
    Tensor target = Tensor.of(new int[][] {{0, 1}, {1, 9}});
    double[] each =
        new Ctc(Reduction.NONE, 2, false)
            .of(x, target, Tensor.of(3, 5), Tensor.of(2, 1))
            .toDoubles();
    assertEquals(byAllPaths(x.select(0, 0).toDoubleRows(), 3, List.of(0, 1), 2), each[0], 1e-12);
    assertEquals(byAllPaths(x.select(0, 1).toDoubleRows(), 5, List.of(1), 2), each[1], 1e-12);
  }

  @Test
  void weighsSamples() {
    Tensor x = logits(3, 5, 3);
    Tensor target = Tensor.of(new int[][] {{1, 2}, {2, -1}, {2, 1}});
    Tensor weights = Tensor.of(2d, 0.5, 0d);
    double[] each = new Ctc(Reduction.NONE, 0, false).of(x, target).toDoubles();
    double sum = 2 * each[0] + 0.5 * each[1];
    Ctc summing = new Ctc(Reduction.SUM, 0, false);
    assertEquals(sum, summing.of(x, target, weights).item(), 1e-14);
    // For the mean, the loss of a sample is that of a label: of two of them, and of one.
    double mean = (2 * each[0] / 2 + 0.5 * each[1]) / 2.5;
    assertEquals(mean, new Ctc().of(x, target, weights).item(), 1e-14);
    Tensor steps = Tensor.of(5, 5, 5);
    Tensor labels = Tensor.of(2, 1, 2);
    assertEquals(mean, new Ctc().of(x, target, steps, labels, weights).item(), 1e-14);
    assertEquals(3, new Ctc().divisor(x, target));
  }

  @Test
  void masksSamplesWhoseLossIsNoNumber() {
    Tensor scores = logits(3, 2, 3);
    Tensor broken = Shaping.concatenate(0, scores.slice(0, 0, 2), scores.slice(0, 2, 3).mul(NaN));
    Tensor x = broken.tracked();
    // The second needs a blank between, and the third is of no numbers.
    Tensor target = Tensor.of(new int[][] {{1, 2}, {1, 1}, {1, 2}});
    Tensor loss = new Ctc().of(x, target, Tensor.of(1, 0, 0));
    Tensor alone = scores.slice(0, 0, 1).tracked();
    Tensor expected = new Ctc().of(alone, target.slice(0, 0, 1));
    assertEquals(expected.item(), loss.item());
    Tensor gradient = loss.backward().of(x);
    assertEquals(expected.backward().of(alone), gradient.slice(0, 0, 1));
    assertEquals(Tensor.zeros(x.dtype(), Shape.of(2, 2, 3)), gradient.slice(0, 1, 3));
  }

  @Test
  void refusesWeightsOfSteps() {
    Tensor x = logits(2, 5, 3);
    Tensor target = Tensor.of(new int[][] {{1}, {1}});
    Tensor weights = Tensor.ones(x.dtype(), Shape.of(2, 5));
    ShapeException thrown =
        assertThrows(ShapeException.class, () -> new Ctc().of(x, target, weights));
    assertEquals(
        "[loss] the weights do not fit the parts of the loss: expected weights of shape (2) or of"
            + " its leading axes, got (2, 5). Shapes: (2), (2, 5).",
        thrown.getMessage());
  }

  @Test
  void tooFewStepsCostInfinitelyMuchOrNothing() {
    Tensor x = logits(1, 2, 3).tracked();
    Tensor target = Tensor.of(new int[][] {{1, 1}}); // needs a blank between
    assertEquals(Double.POSITIVE_INFINITY, new Ctc().of(x, target).item());
    Tensor nothing = new Ctc(Reduction.MEAN, 0, true).of(x, target);
    assertEquals(0, nothing.item());
    assertEquals(Tensor.zeros(x.dtype(), x.shape()), nothing.backward().of(x));
  }

  @Test
  void refusesWhatDoesNotFit() {
    Ctc loss = new Ctc();
    Tensor x = logits(2, 5, 3);
    Tensor labels = Tensor.of(new int[][] {{1}, {3}});
    IndexOutOfBoundsException range =
        assertThrows(IndexOutOfBoundsException.class, () -> loss.of(x, labels));
    assertEquals(
        "[ctc] a label is out of range: expected 0 to 2 but not the blank 0, got 3 in sample 1 of"
            + " the target.",
        range.getMessage());
    Tensor one = Tensor.of(new int[][] {{1}});
    ShapeException shape = assertThrows(ShapeException.class, () -> loss.of(x, one));
    assertEquals(
        "[ctc] the target does not fit the prediction: expected labels (2, S), got (1, 1). Shapes:"
            + " (2, 5, 3), (1, 1).",
        shape.getMessage());
    Tensor target = Tensor.of(new int[][] {{1}, {1}});
    Tensor steps = Tensor.of(5, 6);
    Tensor counts = Tensor.of(1, 1);
    IndexOutOfBoundsException length =
        assertThrows(IndexOutOfBoundsException.class, () -> loss.of(x, target, steps, counts));
    assertEquals(
        "[ctc] a number of steps is out of range: expected 1 to 5, got 6 for sample 1.",
        length.getMessage());
  }
}
