package org.gradus.core.normalization;

import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.internal.kernels.normalization.RunLoops;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Shape;

/**
 * Statistics of each channel over all examples and positions: batch normalization of images and
 * sequences. Channels are divided among the threads; one is read three times forward and twice
 * backward, all but the first time from the cache if it fits.
 */
record AcrossImages(int examples, int channels, int positions) implements Pattern {
  @Override
  public Shape view() {
    return Shape.of(examples, 1, channels, positions);
  }

  @Override
  public int[] axes() {
    return new int[] {0, 3};
  }

  @Override
  public Shape statistics() {
    return Shape.of(channels);
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
    int stride = channels * positions;
    double count = (double) examples * positions;
    Chunks.lines(
        channels,
        examples * positions,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            int first = x.offset() + c * positions;
            double sum = runs.sum(x.array(), first, examples, stride, positions);
            loops.set(mean.array(), mean.offset() + c, sum / count);
            double center = loops.get(mean.array(), mean.offset() + c);
            double squares =
                runs.sumOfSquares(x.array(), first, examples, stride, positions, center);
            loops.set(variance.array(), variance.offset() + c, squares / count);
            double r = spread.scale(loops.get(variance.array(), variance.offset() + c));
            runs.affine(
                x.array(),
                first,
                examples,
                stride,
                positions,
                center,
                r * loops.get(gain.array(), gain.offset() + c),
                loops.get(shift.array(), shift.offset() + c),
                y.array(),
                y.offset() + c * positions);
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
    RunLoops<A> runs = loops.runs();
    int stride = channels * positions;
    double count = (double) examples * positions;
    Chunks.lines(
        channels,
        examples * positions,
        (from, to) -> {
          for (int c = from; c < to; c++) {
            A g = gradient.array();
            int atG = gradient.offset() + c * positions;
            int atX = x.offset() + c * positions;
            double center = loops.get(mean.array(), mean.offset() + c);
            double deviation = loops.get(variance.array(), variance.offset() + c);
            double r = spread.scale(deviation);
            double sum = runs.sum(g, atG, examples, stride, positions);
            double dot = runs.dot(g, atG, x.array(), atX, examples, stride, positions, center);
            loops.set(dShift.array(), dShift.offset() + c, sum);
            loops.set(dGain.array(), dGain.offset() + c, dot * r);
            double weight = loops.get(gain.array(), gain.offset() + c);
            runs.combine(
                g,
                atG,
                x.array(),
                atX,
                examples,
                stride,
                positions,
                weight * r,
                -weight * spread.curvature(deviation) * dot / count,
                center,
                -weight * r * sum / count,
                dx.array(),
                dx.offset() + c * positions);
          }
        });
  }
}
