package org.gradus.core.normalization;

import org.gradus.core.internal.kernels.normalization.ColumnLoops;
import org.gradus.core.internal.kernels.normalization.NormalizationLoops;
import org.gradus.core.internal.parallel.Chunks;
import org.gradus.core.tensor.Shape;

/**
 * Statistics of each column over all rows: batch normalization of vectors. Blocks of columns are
 * divided among the threads.
 */
record AcrossRows(int examples, int channels) implements Pattern {
  /** Columns of a block: some cache lines. */
  private static final int BLOCK = 64;

  @Override
  public Shape view() {
    return Shape.of(examples, 1, channels, 1);
  }

  @Override
  public int[] axes() {
    return new int[] {0, 3};
  }

  @Override
  public Shape statistics() {
    return Shape.of(channels);
  }

  /** Runs a body over ranges of columns. */
  private void blocks(Chunks.Lines body) {
    int count = (channels + BLOCK - 1) / BLOCK;
    Chunks.lines(
        count,
        examples * BLOCK,
        (from, to) -> body.run(from * BLOCK, Math.min(channels, to * BLOCK)));
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
    ColumnLoops<A> columns = loops.columns();
    A scale = loops.array(channels);
    A center = loops.array(channels);
    A constant = loops.array(channels);
    blocks(
        (from, to) -> {
          int first = x.offset() + from;
          int width = to - from;
          columns.sums(x.array(), first, examples, channels, width, center, from);
          for (int c = from; c < to; c++) {
            loops.set(center, c, loops.get(center, c) / examples);
            loops.set(mean.array(), mean.offset() + c, loops.get(center, c));
          }
          columns.sumsOfSquares(
              x.array(), first, examples, channels, width, center, from, scale, from);
          for (int c = from; c < to; c++) {
            loops.set(variance.array(), variance.offset() + c, loops.get(scale, c) / examples);
            double r = spread.scale(loops.get(variance.array(), variance.offset() + c));
            loops.set(scale, c, r * loops.get(gain.array(), gain.offset() + c));
            loops.set(constant, c, loops.get(shift.array(), shift.offset() + c));
          }
          columns.affine(
              x.array(),
              first,
              examples,
              channels,
              width,
              center,
              scale,
              constant,
              from,
              y.array(),
              y.offset() + from);
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
    ColumnLoops<A> columns = loops.columns();
    A center = loops.array(channels);
    A p = loops.array(channels);
    A q = loops.array(channels);
    A u = loops.array(channels);
    blocks(
        (from, to) -> {
          int width = to - from;
          int atG = gradient.offset() + from;
          int atX = x.offset() + from;
          for (int c = from; c < to; c++) {
            loops.set(center, c, loops.get(mean.array(), mean.offset() + c));
          }
          columns.sums(gradient.array(), atG, examples, channels, width, u, from);
          columns.dots(
              gradient.array(),
              atG,
              x.array(),
              atX,
              examples,
              channels,
              width,
              center,
              from,
              q,
              from);
          for (int c = from; c < to; c++) {
            double sum = loops.get(u, c);
            double dot = loops.get(q, c);
            double deviation = loops.get(variance.array(), variance.offset() + c);
            double r = spread.scale(deviation);
            double weight = loops.get(gain.array(), gain.offset() + c);
            loops.set(dShift.array(), dShift.offset() + c, sum);
            loops.set(dGain.array(), dGain.offset() + c, dot * r);
            loops.set(p, c, weight * r);
            loops.set(q, c, -weight * spread.curvature(deviation) * dot / examples);
            loops.set(u, c, -weight * r * sum / examples);
          }
          columns.combine(
              gradient.array(),
              atG,
              x.array(),
              atX,
              examples,
              channels,
              width,
              p,
              q,
              center,
              u,
              from,
              dx.array(),
              dx.offset() + from);
        });
  }
}
