package org.gradus.lecture.regularization;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class TwoWeightsTest {
  /** Gradient flow on ½ ‖φ‖² is φ(t) = φ(0) · exp(−t). */
  @Test
  void flowsAsTheClosedFormSays() {
    List<double[]> path = TwoWeights.flow(phi -> phi.tensor().square().sum().mul(0.5), 0.5, 2);

    assertEquals(3, path.size());
    for (int i = 0; i < path.size(); i++) {
      double decay = Math.exp(-0.5 * i);
      double[] expected = {TwoWeights.start()[0] * decay, TwoWeights.start()[1] * decay};
      assertArrayEquals(expected, path.get(i), 1e-7);
    }
  }

  /** The losses of two runs do not mix: after one epoch, each is where it would be alone. */
  @Test
  void runsStepInTheirOwnOrders() {
    int[] forwards = {0, 1, 2, 3};
    int[] backwards = {3, 2, 1, 0};
    TwoWeights.Runs both = new TwoWeights.Runs(2, 0.1);
    both.epoch(List.of(forwards, backwards));
    TwoWeights.Runs first = new TwoWeights.Runs(1, 0.1);
    first.epoch(List.of(forwards));
    TwoWeights.Runs second = new TwoWeights.Runs(1, 0.1);
    second.epoch(List.of(backwards));

    double[] expected = new double[2];
    Arrays.setAll(expected, i -> (first.mean()[i] + second.mean()[i]) / 2);
    assertArrayEquals(expected, both.mean(), 1e-15);
    double apart =
        Math.hypot(first.mean()[0] - second.mean()[0], first.mean()[1] - second.mean()[1]);
    assertEquals(apart / 2, both.standardError(), 1e-15);
  }

  @Test
  void measuresTheErrorOfEveryExample() {
    double first = TwoWeights.losses(Tensor.of(2.0, 2.0)).get(0).item();
    double prediction = 2 * Math.tanh(1);
    assertEquals((prediction - 1) * (prediction - 1) / 2, first, 1e-15);
  }
}
