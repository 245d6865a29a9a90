package org.gradus.layers.normalization;

import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Mean and variance of each channel over any number of batches, in FLOAT64.
 *
 * <p>Batches are joined by their means and sums of squared deviations, which loses nothing where
 * means are large (Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for
 * computing sample variances", 1979).
 */
final class ChannelMoments {
  private long count;
  private Tensor mean = Tensor.scalar(0.0);
  private Tensor squares = Tensor.scalar(0.0);

  /** Takes in a batch (N, C, …). */
  void add(Tensor batch) {
    Shape flat = Shape.of(batch.size(0), batch.size(1), batch.shape().elements(2, batch.rank()));
    Tensor x = batch.detach().cast(DType.FLOAT64).reshape(flat);
    long added = (long) flat.size(0) * flat.size(2);
    if (added == 0) {
      return;
    }
    Tensor center = x.mean(0, 2);
    Tensor deviations = Reductions.variance(x, 0, false, 0, 2).mul((double) added);
    long total = count + added;
    Tensor step = center.sub(mean);
    squares = squares.add(deviations).add(step.square().mul((double) count * added / total)).copy();
    mean = mean.add(step.mul((double) added / total)).copy();
    count = total;
  }

  /**
   * Makes them the statistics of a batch norm.
   *
   * @throws IllegalArgumentException if there are fewer than two numbers of each channel
   */
  void store(RunningStatistics statistics) {
    if (count < 2) {
      throw new IllegalArgumentException(
          "[recalibration] the data has no variance: expected at least 2 numbers for each channel,"
              + " got "
              + count
              + ".");
    }
    DType dtype = statistics.mean().tensor().dtype();
    statistics.mean().set(mean.cast(dtype));
    statistics.variance().set(squares.div(count - 1.0).cast(dtype));
  }
}
