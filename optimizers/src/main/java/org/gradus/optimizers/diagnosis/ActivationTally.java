package org.gradus.optimizers.diagnosis;

import java.util.Arrays;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Tensor;

/** What a layer has returned so far in a step, in one pass or several. */
final class ActivationTally {
  private final String type;
  private long count;
  private double sum;
  private double squares;
  private long zeros;
  private boolean[] alive = {};

  ActivationTally(String type) {
    this.type = type;
  }

  void add(Tensor output) {
    double[] values = output.detach().cast(DType.FLOAT64).toDoubles();
    int units = output.rank() == 0 ? 1 : output.shape().elements(1, output.rank());
    if (alive.length < units) {
      // Sequences may be longer in a later pass.
      alive = Arrays.copyOf(alive, units);
    }
    for (int i = 0; i < values.length; i++) {
      sum += values[i];
      squares += values[i] * values[i];
      if (values[i] == 0) {
        zeros++;
      } else {
        alive[i % units] = true;
      }
    }
    count += values.length;
  }

  ActivationStatistics statistics(String path) {
    double mean = sum / count;
    double deviation = Math.sqrt(Math.max(0, squares / count - mean * mean));
    int dead = 0;
    for (boolean unit : alive) {
      dead += unit ? 0 : 1;
    }
    return new ActivationStatistics(
        path, type, mean, deviation, (double) zeros / count, (double) dead / alive.length);
  }
}
