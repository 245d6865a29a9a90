package org.gradus.layers.normalization;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.gradus.core.normalization.Normalization;
import org.gradus.core.normalization.RunningAverage;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;

/**
 * Mean and variance of each channel as observed in training, for evaluation.
 *
 * @param mean {@code running-mean}, which starts at 0
 * @param variance {@code running-variance}, unbiased, which starts at 1
 * @param batches how many were observed
 * @param momentum the share of the newest batch; empty for equal shares of all batches
 */
record RunningStatistics(Buffer mean, Buffer variance, Buffer batches, Optional<Double> momentum) {
  static RunningStatistics create(
      Construction construction, int channels, Optional<Double> momentum) {
    Shape shape = Shape.of(channels);
    DType dtype = construction.dtype();
    return new RunningStatistics(
        construction.buffer("running-mean", Tensor.zeros(dtype, shape)),
        construction.buffer("running-variance", Tensor.ones(dtype, shape)),
        construction.buffer("batches", Tensor.scalar(0)),
        momentum);
  }

  /**
   * Requires an input of the type of the statistics.
   *
   * @param name what messages call the module
   * @throws DTypeException with the module's path, if it is of another
   */
  void requireType(String name, Tensor x, Context context) {
    DType dtype = mean.tensor().dtype();
    if (x.dtype() != dtype) {
      String place = context.path().isEmpty() ? "" : " at " + context.path();
      throw new DTypeException(
          name,
          "%s, as the running statistics%s are (cast converts)".formatted(dtype, place),
          x.dtype());
    }
  }

  /** Returns what sets mean and variance back to what they are now. */
  Runnable keep() {
    Tensor keptMean = mean.tensor().copy();
    Tensor keptVariance = variance.tensor().copy();
    return () -> {
      mean.set(keptMean);
      variance.set(keptVariance);
    };
  }

  /**
   * Takes in a batch.
   *
   * @param observedMean (channels)
   * @param observedVariance (channels), biased
   * @param count how many numbers each of them is of
   */
  void observe(Tensor observedMean, Tensor observedVariance, int count) {
    int seen = (int) batches.tensor().item() + 1;
    double share = momentum.orElse(1.0 / seen);
    RunningAverage.update(mean, observedMean, 1, share);
    RunningAverage.update(variance, observedVariance, count / (count - 1.0), share);
    batches.set(Tensor.scalar(seen));
  }

  /** Normalizes by what was observed: y = gain · (x − mean) · scale + shift. */
  Tensor normalize(Tensor x, Tensor scale, GainAndShift affine) {
    // A copy: training may go on before this pass is walked back.
    Tensor center = Autograd.isRecording() ? mean.tensor().copy() : mean.tensor();
    return Normalization.mapChannels(
        x, center, affine.gain(x.dtype()).mul(scale), affine.shift(x.dtype()));
  }

  Map<String, Buffer> buffers() {
    Map<String, Buffer> buffers = new LinkedHashMap<>();
    buffers.put("running-mean", mean);
    buffers.put("running-variance", variance);
    buffers.put("batches", batches);
    return buffers;
  }
}
