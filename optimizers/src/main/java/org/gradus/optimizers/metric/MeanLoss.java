package org.gradus.optimizers.metric;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.losses.loss.AdditiveLoss;
import org.gradus.losses.loss.Loss;

/**
 * The mean of a loss, such as of one that a network is not trained on.
 *
 * <p>Of an {@link AdditiveLoss}, whatever its reduction, it is the mean over the parts of all
 * batches, with the weights of classes and without what is ignored. Other losses are single
 * numbers, and here weighted by {@linkplain Loss#divisor what each was divided by}.
 *
 * @param name for tables and files, such as {@code cross-entropy}
 * @param loss of which the mean is taken
 */
public record MeanLoss(String name, Loss loss) implements Metric {
  /**
   * Returns the sum of the losses, and that of their weights.
   *
   * @throws ShapeException if the shapes do not fit, or the loss is neither additive nor a single
   *     number
   * @throws org.gradus.core.tensor.DTypeException if the types do not fit
   */
  @Override
  public double[] sums(Tensor prediction, Tensor target) {
    if (loss instanceof AdditiveLoss additive) {
      Tensor losses = additive.each(prediction, target);
      double weight =
          additive
              .ownWeights(prediction, target)
              .map(MeanLoss::sum)
              .orElse((double) losses.elements());
      return new double[] {sum(losses), weight};
    }
    Tensor mean = loss.of(prediction, target);
    if (mean.elements() != 1) {
      throw ShapeException.of(
          name,
          "the loss of a batch is not a single number",
          "one element",
          mean.elements() + " elements",
          mean.shape());
    }
    double divisor = loss.divisor(prediction, target);
    // The loss of nothing is no number.
    return new double[] {divisor == 0 ? 0 : mean.item() * divisor, divisor};
  }

  private static double sum(Tensor x) {
    return x.cast(DType.FLOAT64).sum().item();
  }

  @Override
  public double of(double[] sums) {
    return sums[0] / sums[1];
  }
}
