package org.gradus.core.normalization;

import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.internal.kernels.normalization.RunLoops;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Shape;

/**
 * Statistics of each example's groups of channels over all positions: group and instance
 * normalization. The groups are divided among the threads.
 *
 * @param channels the channels of a group
 */
record WithinGroups(int examples, int groups, int channels, int positions) implements Pattern {
  @Override
  public Shape view() {
    return Shape.of(examples, groups, channels, positions);
  }

  @Override
  public int[] axes() {
    return new int[] {2, 3};
  }

  @Override
  public Shape statistics() {
    return Shape.of(examples, groups);
  }

  @Override
  public <A> void forward(
      NormalizationLoops<A> loops,
      Spread spread,
      Span<A> x,
      Span<A> gain,
      Span<A> shift,
      Span<A> y,
      Span<A> mean,
      Span<A> variance) {
    RunLoops<A> runs = loops.runs();
    int length = channels * positions;
    Chunks.lines(
        examples * groups,
        length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int first = x.offset() + i * length;
            double sum = runs.sum(x.array(), first, 1, 0, length);
            loops.set(mean.array(), mean.offset() + i, sum / length);
            double center = loops.get(mean.array(), mean.offset() + i);
            double squares = runs.sumOfSquares(x.array(), first, 1, 0, length, center);
            loops.set(variance.array(), variance.offset() + i, squares / length);
            double r = spread.scale(loops.get(variance.array(), variance.offset() + i));
            for (int c = 0; c < channels; c++) {
              int channel = i % groups * channels + c;
              runs.affine(
                  x.array(),
                  first + c * positions,
                  1,
                  0,
                  positions,
                  center,
                  r * loops.get(gain.array(), gain.offset() + channel),
                  loops.get(shift.array(), shift.offset() + channel),
                  y.array(),
                  y.offset() + i * length + c * positions);
            }
          }
        });
  }

  @Override
  public <A> void backward(
      NormalizationLoops<A> loops,
      Spread spread,
      Span<A> gradient,
      Span<A> x,
      Span<A> gain,
      Span<A> mean,
      Span<A> variance,
      Span<A> dx,
      Span<A> dGain,
      Span<A> dShift) {
    int length = channels * positions;
    int all = groups * channels;
    A sums = loops.array(examples * all);
    A dots = loops.array(examples * all);
    Chunks.lines(
        examples * groups,
        length,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            group(loops, spread, i, gradient, x, gain, mean, variance, dx, sums, dots);
          }
        });
    loops.columns().sums(sums, 0, examples, all, all, dShift.array(), dShift.offset());
    loops.columns().sums(dots, 0, examples, all, all, dGain.array(), dGain.offset());
  }

  /** Computes dx of a group, and its part of dw and db. */
  private <A> void group(
      NormalizationLoops<A> loops,
      Spread spread,
      int i,
      Span<A> gradient,
      Span<A> x,
      Span<A> gain,
      Span<A> mean,
      Span<A> variance,
      Span<A> dx,
      A sums,
      A dots) {
    RunLoops<A> runs = loops.runs();
    int length = channels * positions;
    double center = loops.get(mean.array(), mean.offset() + i);
    double deviation = loops.get(variance.array(), variance.offset() + i);
    double r = spread.scale(deviation);
    int weights = gain.offset() + i % groups * channels;
    double sumOfAll = 0;
    double dotOfAll = 0;
    for (int c = 0; c < channels; c++) {
      int at = i * length + c * positions;
      int atG = gradient.offset() + at;
      double sum = runs.sum(gradient.array(), atG, 1, 0, positions);
      double dot =
          runs.dot(gradient.array(), atG, x.array(), x.offset() + at, 1, 0, positions, center);
      loops.set(sums, i * channels + c, sum);
      loops.set(dots, i * channels + c, dot * r);
      double weight = loops.get(gain.array(), weights + c);
      sumOfAll += weight * sum;
      dotOfAll += weight * dot;
    }
    for (int c = 0; c < channels; c++) {
      int at = i * length + c * positions;
      runs.combine(
          gradient.array(),
          gradient.offset() + at,
          x.array(),
          x.offset() + at,
          1,
          0,
          positions,
          loops.get(gain.array(), weights + c) * r,
          -spread.curvature(deviation) * dotOfAll / length,
          center,
          -r * sumOfAll / length,
          dx.array(),
          dx.offset() + at);
    }
  }
}
