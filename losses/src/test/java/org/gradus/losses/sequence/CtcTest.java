package org.gradus.losses.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.random.RandomSource;
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
