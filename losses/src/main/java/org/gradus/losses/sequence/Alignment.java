package org.gradus.losses.sequence;

import java.util.Arrays;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/** The recursion over the labels of a batch, with blanks before, between and after. */
final class Alignment {
  /** Stands for ln 0: no sum of probabilities of one step comes near, and it is no infinity. */
  private static final double NEVER = -1e30;

  /** The losses of samples with too few steps for their labels are above it, and no others. */
  static final double INFEASIBLE = 1e29;

  private final int blank;
  private final int samples;
  private final int states;
  private final int[] counts;
  private final DType dtype;

  /** ln p of each step and state (N, T, 2S + 1). */
  private final Tensor emissions;

  /** 0 where a state can follow that before the last one, and ln 0 elsewhere. */
  private final Tensor skips;

  Alignment(Tensor logits, Tensor target, int[] counts, int blank) {
    this.blank = blank;
    this.counts = counts;
    samples = logits.size(0);
    states = 2 * target.size(1) + 1;
    dtype = logits.dtype();
    int steps = logits.size(1);
    int[] spelled = spelled(target, logits.size(2));
    int[] index = new int[samples * steps * states];
    for (int n = 0; n < samples; n++) {
      for (int t = 0; t < steps; t++) {
        System.arraycopy(spelled, n * states, index, (n * steps + t) * states, states);
      }
    }
    Tensor logs = Reductions.logSoftmax(logits, -1);
    emissions = Indexing.gather(logs, 2, Tensor.of(index, Shape.of(samples, steps, states)));
    double[] allowed = new double[samples * states];
    for (int i = 0; i < allowed.length; i++) {
      int s = i % states;
      boolean skips = s >= 2 && spelled[i] != blank && spelled[i] != spelled[i - 2];
      allowed[i] = skips ? 0 : NEVER;
    }
    skips = constant(allowed);
  }

  /** Returns the classes of all states: the labels with blanks between. */
  private int[] spelled(Tensor target, int classes) {
    int most = target.size(1);
    int[] labels = target.toInts();
    int[] spelled = new int[samples * states];
    Arrays.fill(spelled, blank);
    if (blank >= classes) {
      throw new IndexOutOfBoundsException(
          "[ctc] the blank is out of range: expected 0 to "
              + (classes - 1)
              + ", got "
              + blank
              + ".");
    }
    for (int n = 0; n < samples; n++) {
      for (int i = 0; i < counts[n]; i++) {
        int label = labels[n * most + i];
        if (label < 0 || label >= classes || label == blank) {
          throw new IndexOutOfBoundsException(
              "[ctc] a label is out of range: expected 0 to "
                  + (classes - 1)
                  + " but not the blank "
                  + blank
                  + ", got "
                  + label
                  + " in sample "
                  + n
                  + " of the target.");
        }
        spelled[n * states + 2 * i + 1] = label;
      }
    }
    return spelled;
  }

  /** Returns the negative log-probability of each sample. */
  Tensor losses(int[] steps) {
    double[] start = new double[samples * states];
    for (int i = 0; i < start.length; i++) {
      start[i] = i % states < 2 ? 0 : NEVER;
    }
    Tensor alpha = emissions.select(1, 0).add(constant(start));
    int last = Arrays.stream(steps).max().orElse(0);
    for (int t = 1; t < last; t++) {
      Tensor ways = Shaping.stack(0, alpha, shifted(alpha, 1), shifted(alpha, 2).add(skips));
      Tensor next = Reductions.logSumExp(ways, false, 0).add(emissions.select(1, t));
      alpha = Elementwise.where(running(steps, t), next, alpha);
    }
    return Reductions.logSumExp(ends(alpha), false, -1).neg();
  }

  /** Returns α(s − by), ln 0 before the first state. */
  private Tensor shifted(Tensor alpha, int by) {
    if (by > states) {
      return Tensor.full(dtype, alpha.shape(), NEVER);
    }
    Tensor kept = alpha.slice(1, 0, states - by);
    return Shaping.pad(kept, new int[] {0, by}, new int[] {0, 0}, NEVER);
  }

  private Tensor running(int[] steps, int t) {
    int[] running = new int[samples];
    Arrays.setAll(running, n -> t < steps[n] ? 1 : 0);
    return Tensor.of(running).unsqueeze(1).expand(Shape.of(samples, states));
  }

  /** Returns α of the last label and of the blank after it (N, 2). */
  private Tensor ends(Tensor alpha) {
    int[] index = new int[2 * samples];
    double[] missing = new double[2 * samples];
    for (int n = 0; n < samples; n++) {
      index[2 * n] = 2 * counts[n];
      index[2 * n + 1] = Math.max(2 * counts[n] - 1, 0);
      missing[2 * n + 1] = counts[n] == 0 ? NEVER : 0;
    }
    Shape shape = Shape.of(samples, 2);
    return Indexing.gather(alpha, 1, Tensor.of(index, shape))
        .add(Tensor.of(missing, shape).cast(dtype));
  }

  private Tensor constant(double[] values) {
    return Tensor.of(values, Shape.of(samples, states)).cast(dtype);
  }
}
