package org.gradus.losses.sequence;

import java.util.Arrays;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * Connectionist temporal classification: the negative log-probability that the steps spell a
 * sequence of labels, whatever the alignment. Every step gives a label or a blank; labels that
 * repeat are merged and then blanks dropped.
 *
 * <p>Shapes: the prediction holds scores (logits) (N, T, C), the blank being one of the classes;
 * the target the labels (N, S), INT32, each sample's first, then −1. {@link #of(Tensor, Tensor,
 * Tensor, Tensor)} is told the lengths instead, also of predictions. The mean is that of the losses
 * divided by the number of labels.
 *
 * <p>Computed by the forward recursion over the labels with blanks between, ln α_t(s) = ln p_t(l_s)
 * + ln(α_{t−1}(s) + α_{t−1}(s − 1) + α_{t−1}(s − 2)), the last only between different labels, in
 * logarithms, so that nothing underflows. A sample with too few steps for its labels has an
 * infinite loss, whose gradient is 0.
 *
 * <p>Source: Graves et al., "Connectionist temporal classification: labelling unsegmented sequence
 * data with recurrent neural networks", 2006.
 *
 * @param reduction of the losses of all samples
 * @param blank the class of the blank; 0 by default
 * @param zeroInfinity whether an infinite loss counts as 0; not by default
 */
public record Ctc(Reduction reduction, int blank, boolean zeroInfinity) implements Loss {
  private static final String NAME = "ctc";

  /** Stands for ln 0: no sum of probabilities of one step comes near, and it is no infinity. */
  private static final double NEVER = -1e30;

  private static final double INFEASIBLE = 1e29;

  /**
   * Checks the blank.
   *
   * @throws IllegalArgumentException if the blank is negative
   */
  public Ctc {
    Settings.require(blank >= 0, NAME, "blank", "a class from 0 on", blank);
  }

  /** Creates the mean over all samples, with class 0 as the blank. */
  @Defaults
  public Ctc() {
    this(Reduction.MEAN, 0, false);
  }

  /**
   * Returns the loss of predictions that all have T steps.
   *
   * @param prediction the logits (N, T, C)
   * @param target the labels (N, S), INT32, each sample's first, then −1
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the target is not INT32
   * @throws IndexOutOfBoundsException if a label is none of the classes, or the blank
   */
  @Override
  public Tensor of(Tensor prediction, Tensor target) {
    Shapes.requireRank(NAME, 3, "scores (N, T, C)", prediction);
    requireLabels(prediction, target);
    int[] steps = new int[prediction.size(0)];
    Arrays.fill(steps, prediction.size(1));
    int[] labels = target.toInts();
    int most = target.size(1);
    int[] counts = new int[steps.length];
    for (int n = 0; n < counts.length; n++) {
      while (counts[n] < most && labels[n * most + counts[n]] >= 0) {
        counts[n]++;
      }
    }
    return of(prediction, target, steps, counts);
  }

  /**
   * Returns the loss of predictions and targets of known lengths; what is beyond does not matter.
   *
   * @param prediction the logits (N, T, C)
   * @param target the labels (N, S), INT32
   * @param steps the number of each sample's steps (N), INT32, from 1 to T
   * @param labels the number of each sample's labels (N), INT32, from 0 to S
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the target is not INT32
   * @throws IndexOutOfBoundsException if a length is out of range, or a label is none of the
   *     classes, or the blank
   */
  public Tensor of(Tensor prediction, Tensor target, Tensor steps, Tensor labels) {
    Shapes.requireRank(NAME, 3, "scores (N, T, C)", prediction);
    requireLabels(prediction, target);
    Shape each = Shape.of(prediction.size(0));
    Shapes.requireTarget(NAME, each, prediction, steps);
    Shapes.requireTarget(NAME, each, prediction, labels);
    return of(prediction, target, steps.toInts(), labels.toInts());
  }

  private Tensor of(Tensor prediction, Tensor target, int[] steps, int[] counts) {
    requireLengths("steps", steps, 1, prediction.size(1));
    requireLengths("labels", counts, 0, target.size(1));
    Tensor losses = new Alignment(prediction, target, counts).losses(steps);
    Tensor feasible = losses.lt(Tensor.full(losses.dtype(), losses.shape(), INFEASIBLE));
    double instead = zeroInfinity ? 0 : Double.POSITIVE_INFINITY;
    Tensor finite =
        Elementwise.where(feasible, losses, Tensor.full(losses.dtype(), losses.shape(), instead));
    if (reduction != Reduction.MEAN) {
      return reduction.of(finite);
    }
    double[] divisors = new double[counts.length];
    Arrays.setAll(divisors, n -> Math.max(counts[n], 1));
    return finite.div(Tensor.of(divisors).cast(losses.dtype())).mean();
  }

  private static void requireLabels(Tensor prediction, Tensor target) {
    if (target.rank() != 2 || target.size(0) != prediction.size(0)) {
      throw ShapeException.of(
          NAME,
          "the target does not fit the prediction",
          "labels (" + prediction.size(0) + ", S)",
          target.shape().toString(),
          prediction.shape(),
          target.shape());
    }
    if (target.dtype() != DType.INT32) {
      throw new DTypeException(NAME, "INT32 labels (cast converts)", target.dtype());
    }
  }

  private static void requireLengths(String what, int[] lengths, int least, int most) {
    for (int n = 0; n < lengths.length; n++) {
      if (lengths[n] < least || lengths[n] > most) {
        throw new IndexOutOfBoundsException(
            "["
                + NAME
                + "] a number of "
                + what
                + " is out of range: expected "
                + least
                + " to "
                + most
                + ", got "
                + lengths[n]
                + " for sample "
                + n
                + ".");
      }
    }
  }

  /** The recursion over the labels of a batch, with blanks before, between and after. */
  private final class Alignment {
    private final int samples;
    private final int states;
    private final int[] counts;
    private final DType dtype;

    /** ln p of each step and state (N, T, 2S + 1). */
    private final Tensor emissions;

    /** 0 where a state can follow that before the last one, and ln 0 elsewhere. */
    private final Tensor skips;

    Alignment(Tensor logits, Tensor target, int[] counts) {
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
}
