package org.gradus.core.normalization;

import org.gradus.core.internal.kernels.normalization.LineLoops;
import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.internal.kernels.normalization.RunLoops;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.tensor.Shape;

/**
 * Statistics of each example's groups of channels, with nothing but channels: layer and RMS
 * normalization, which have one group, and group normalization of vectors. Examples are divided
 * among the threads in pieces of fixed size; backward sums dw and db of each piece, and then of
 * all.
 *
 * @param channels the channels of a group
 */
record WithinLines(int examples, int groups, int channels, boolean isCentered) implements Pattern {
  @Override
  public Shape view() {
    return Shape.of(examples, groups, channels, 1);
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
    LineLoops<A> lines = loops.lines();
    Chunks.lines(
        examples * groups,
        channels,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            int first = x.offset() + i * channels;
            double sum = isCentered ? runs.sum(x.array(), first, 1, 0, channels) : 0;
            loops.set(mean.array(), mean.offset() + i, sum / channels);
            double center = loops.get(mean.array(), mean.offset() + i);
            double squares = runs.sumOfSquares(x.array(), first, 1, 0, channels, center);
            loops.set(variance.array(), variance.offset() + i, squares / channels);
            double r = spread.scale(loops.get(variance.array(), variance.offset() + i));
            int weights = i % groups * channels;
            lines.affine(
                x.array(),
                first,
                channels,
                center,
                r,
                gain.array(),
                gain.offset() + weights,
                shift.array(),
                shift.offset() + weights,
                y.array(),
                y.offset() + i * channels);
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
    int all = groups * channels;
    int step = Math.max(1, Chunks.ELEMENTS / Math.max(1, all));
    int pieces = (examples + step - 1) / step;
    A dots = loops.array(pieces * all);
    A sums = loops.array(pieces * all);
    ThreadPool.shared()
        .run(
            pieces,
            piece -> {
              int from = piece * step;
              int to = Math.min(examples, from + step);
              for (int i = from * groups; i < to * groups; i++) {
                int at = piece * all + i % groups * channels;
                line(loops, spread, i, gradient, x, gain, mean, variance, dx, dots, at);
              }
              int first = gradient.offset() + from * all;
              loops.columns().sums(gradient.array(), first, to - from, all, all, sums, piece * all);
            });
    loops.columns().sums(dots, 0, pieces, all, all, dGain.array(), dGain.offset());
    loops.columns().sums(sums, 0, pieces, all, all, dShift.array(), dShift.offset());
  }

  /** Computes dx of a line, and adds its part of dw to {@code dots}. */
  private <A> void line(
      NormalizationLoops<A> loops,
      Spread spread,
      int i,
      Span<A> gradient,
      Span<A> x,
      Span<A> gain,
      Span<A> mean,
      Span<A> variance,
      Span<A> dx,
      A dots,
      int dotsOffset) {
    A g = gradient.array();
    int atG = gradient.offset() + i * channels;
    int atX = x.offset() + i * channels;
    int weights = gain.offset() + i % groups * channels;
    double center = loops.get(mean.array(), mean.offset() + i);
    double deviation = loops.get(variance.array(), variance.offset() + i);
    double r = spread.scale(deviation);
    double sum =
        isCentered ? loops.runs().dot(gain.array(), weights, g, atG, 1, 0, channels, 0) : 0;
    double dot =
        loops.lines().weightedDot(gain.array(), weights, g, atG, x.array(), atX, channels, center);
    loops
        .lines()
        .combine(
            gain.array(),
            weights,
            g,
            atG,
            x.array(),
            atX,
            channels,
            r,
            -spread.curvature(deviation) * dot / channels,
            center,
            -r * sum / channels,
            dx.array(),
            dx.offset() + i * channels);
    loops.lines().addProducts(g, atG, x.array(), atX, channels, center, r, dots, dotsOffset);
  }
}
