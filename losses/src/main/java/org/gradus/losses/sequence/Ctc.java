package org.gradus.losses.sequence;

import java.util.Arrays;
import org.gradus.core.elementwise.Elementwise;
import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Reduction;
import org.gradus.losses.loss.Shapes;

/**
 * Connectionist temporal classification: the negative log-probability that the steps spell a
 * sequence of labels, whatever the alignment. Every step gives a label or a blank; labels that
 * repeat are merged and then blanks dropped.
 *
 * <p>Shapes: the prediction holds scores (logits) (N, T, C), the blank being one of the classes;
 * the target the labels (N, S), INT32, each sample's first, then −1. {@link #of(Tensor, Tensor,
 * Tensor, Tensor)} is told the lengths instead, also of predictions. The parts of the loss are the
 * samples, and weights or a mask are (N). For the mean, the loss of a sample is divided by the
 * number of its labels, if there are any.
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
public record Ctc(Reduction reduction, int blank, boolean zeroInfinity) implements AdditiveLoss {
  private static final String NAME = "ctc";

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
   * Returns the loss of every sample, of predictions that all have T steps.
   *
   * @param prediction the logits (N, T, C)
   * @param target the labels (N, S), INT32, each sample's first, then −1
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the target is not INT32
   * @throws IndexOutOfBoundsException if a label is none of the classes, or the blank
   */
  @Override
  public Tensor each(Tensor prediction, Tensor target) {
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
    return each(prediction, target, steps, counts);
  }

  @Override
  public Shape parts(Tensor prediction) {
    Shapes.requireRank(NAME, 3, "scores (N, T, C)", prediction);
    return Shape.of(prediction.size(0));
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
    return new OfLengths(this, steps, labels).of(prediction, target);
  }

  /**
   * Returns the loss of weighted samples, of predictions and targets of known lengths.
   *
   * @param weights one for each sample (N), or a mask; as for {@link #of(Tensor, Tensor, Tensor)}
   * @throws ShapeException if the shapes do not fit
   * @throws DTypeException if the target is not INT32
   * @throws IndexOutOfBoundsException if a length is out of range, or a label is none of the
   *     classes, or the blank
   */
  public Tensor of(Tensor prediction, Tensor target, Tensor steps, Tensor labels, Tensor weights) {
    return new OfLengths(this, steps, labels).of(prediction, target, weights);
  }

  /** The loss where lengths are known. */
  private record OfLengths(Ctc ctc, Tensor steps, Tensor labels) implements AdditiveLoss {
    @Override
    public Reduction reduction() {
      return ctc.reduction;
    }

    @Override
    public Tensor each(Tensor prediction, Tensor target) {
      Shape samples = ctc.parts(prediction);
      requireLabels(prediction, target);
      Shapes.requireTarget(NAME, samples, prediction, steps);
      Shapes.requireTarget(NAME, samples, prediction, labels);
      return ctc.each(prediction, target, steps.toInts(), labels.toInts());
    }

    @Override
    public Shape parts(Tensor prediction) {
      return ctc.parts(prediction);
    }
  }

  private Tensor each(Tensor prediction, Tensor target, int[] steps, int[] counts) {
    requireLengths("steps", steps, 1, prediction.size(1));
    requireLengths("labels", counts, 0, target.size(1));
    Tensor losses = new Alignment(prediction, target, counts, blank).losses(steps);
    Tensor feasible = losses.lt(Tensor.full(losses.dtype(), losses.shape(), Alignment.INFEASIBLE));
    double instead = zeroInfinity ? 0 : Double.POSITIVE_INFINITY;
    Tensor finite =
        Elementwise.where(feasible, losses, Tensor.full(losses.dtype(), losses.shape(), instead));
    if (reduction != Reduction.MEAN) {
      return finite;
    }
    double[] divisors = new double[counts.length];
    Arrays.setAll(divisors, n -> Math.max(counts[n], 1));
    return finite.div(Tensor.of(divisors).cast(losses.dtype()));
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
}
