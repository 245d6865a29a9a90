package org.gradus.core.internal.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.internal.kernels.normalization.RunLoops;

/**
 * The loops over runs with the Vector API.
 *
 * <p>Sums run in vectors of partial sums for some thousand elements, which may be of several short
 * runs: the partial sums are kept in an array from run to run. Such groups are added in float64,
 * lane by lane. Every run has a method call of its own, since the compiler keeps vectors in
 * registers through a single loop, but not through one within another. The methods are also too
 * long to be inlined: several of them in one caller would exceed what the compiler inlines at all,
 * and vectors would be boxed.
 */
final class VectorRunLoops implements RunLoops<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** The number of elements that are added in float32. */
  private static final int GROUP = 4096;

  private final Reductions reductions;

  /**
   * Creates the loops.
   *
   * @param reductions of single runs
   */
  VectorRunLoops(Reductions reductions) {
    this.reductions = reductions;
  }

  @Override
  public double sum(float[] x, int xOffset, int runs, int stride, int length) {
    if (runs == 1) {
      return reductions.sum(x, xOffset, length);
    }
    float[] partial = new float[8 * L];
    double sum = 0;
    for (int start = 0; start < length; start += GROUP) {
      int n = Math.min(GROUP, length - start);
      int group = GROUP / n;
      for (int run = 0; run < runs; run += group) {
        int end = Math.min(runs, run + group);
        for (int i = run; i < end; i++) {
          sum += sumOfRun(x, xOffset + start + i * stride, n, partial);
        }
        sum += sumOfLanes(partial);
      }
    }
    return sum;
  }

  /** Adds a run to the partial sums, and returns the sum of what fills no vector. */
  private static double sumOfRun(float[] x, int offset, int length, float[] partial) {
    FloatVector sum0 = load(partial, 0);
    FloatVector sum1 = load(partial, L);
    FloatVector sum2 = load(partial, 2 * L);
    FloatVector sum3 = load(partial, 3 * L);
    FloatVector sum4 = load(partial, 4 * L);
    FloatVector sum5 = load(partial, 5 * L);
    FloatVector sum6 = load(partial, 6 * L);
    FloatVector sum7 = load(partial, 7 * L);
    int i = 0;
    for (; i <= length - 8 * L; i += 8 * L) {
      sum0 = sum0.add(load(x, offset + i));
      sum1 = sum1.add(load(x, offset + i + L));
      sum2 = sum2.add(load(x, offset + i + 2 * L));
      sum3 = sum3.add(load(x, offset + i + 3 * L));
      sum4 = sum4.add(load(x, offset + i + 4 * L));
      sum5 = sum5.add(load(x, offset + i + 5 * L));
      sum6 = sum6.add(load(x, offset + i + 6 * L));
      sum7 = sum7.add(load(x, offset + i + 7 * L));
    }
    for (; i <= length - L; i += L) {
      sum0 = sum0.add(load(x, offset + i));
    }
    sum0.intoArray(partial, 0);
    sum1.intoArray(partial, L);
    sum2.intoArray(partial, 2 * L);
    sum3.intoArray(partial, 3 * L);
    sum4.intoArray(partial, 4 * L);
    sum5.intoArray(partial, 5 * L);
    sum6.intoArray(partial, 6 * L);
    sum7.intoArray(partial, 7 * L);
    double rest = 0;
    for (; i < length; i++) {
      rest += x[offset + i];
    }
    return rest;
  }

  @Override
  public double sumOfSquares(
      float[] x, int xOffset, int runs, int stride, int length, double center) {
    float middle = (float) center;
    if (runs == 1) {
      return reductions.sumOfSquares(x, xOffset, length, middle);
    }
    float[] partial = new float[8 * L];
    double sum = 0;
    for (int start = 0; start < length; start += GROUP) {
      int n = Math.min(GROUP, length - start);
      int group = GROUP / n;
      for (int run = 0; run < runs; run += group) {
        int end = Math.min(runs, run + group);
        for (int i = run; i < end; i++) {
          sum += squaresOfRun(x, xOffset + start + i * stride, n, middle, partial);
        }
        sum += sumOfLanes(partial);
      }
    }
    return sum;
  }

  private static double squaresOfRun(
      float[] x, int offset, int length, float center, float[] partial) {
    FloatVector sum0 = load(partial, 0);
    FloatVector sum1 = load(partial, L);
    FloatVector sum2 = load(partial, 2 * L);
    FloatVector sum3 = load(partial, 3 * L);
    FloatVector sum4 = load(partial, 4 * L);
    FloatVector sum5 = load(partial, 5 * L);
    FloatVector sum6 = load(partial, 6 * L);
    FloatVector sum7 = load(partial, 7 * L);
    int i = 0;
    for (; i <= length - 8 * L; i += 8 * L) {
      FloatVector d0 = load(x, offset + i).sub(center);
      sum0 = d0.fma(d0, sum0);
      FloatVector d1 = load(x, offset + i + L).sub(center);
      sum1 = d1.fma(d1, sum1);
      FloatVector d2 = load(x, offset + i + 2 * L).sub(center);
      sum2 = d2.fma(d2, sum2);
      FloatVector d3 = load(x, offset + i + 3 * L).sub(center);
      sum3 = d3.fma(d3, sum3);
      FloatVector d4 = load(x, offset + i + 4 * L).sub(center);
      sum4 = d4.fma(d4, sum4);
      FloatVector d5 = load(x, offset + i + 5 * L).sub(center);
      sum5 = d5.fma(d5, sum5);
      FloatVector d6 = load(x, offset + i + 6 * L).sub(center);
      sum6 = d6.fma(d6, sum6);
      FloatVector d7 = load(x, offset + i + 7 * L).sub(center);
      sum7 = d7.fma(d7, sum7);
    }
    for (; i <= length - L; i += L) {
      FloatVector d0 = load(x, offset + i).sub(center);
      sum0 = d0.fma(d0, sum0);
    }
    sum0.intoArray(partial, 0);
    sum1.intoArray(partial, L);
    sum2.intoArray(partial, 2 * L);
    sum3.intoArray(partial, 3 * L);
    sum4.intoArray(partial, 4 * L);
    sum5.intoArray(partial, 5 * L);
    sum6.intoArray(partial, 6 * L);
    sum7.intoArray(partial, 7 * L);
    double rest = 0;
    for (; i < length; i++) {
      double d = x[offset + i] - center;
      rest += d * d;
    }
    return rest;
  }

  @Override
  public double dot(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int runs,
      int stride,
      int length,
      double center) {
    float middle = (float) center;
    if (runs == 1 && middle == 0) {
      return reductions.dot(g, gOffset, x, xOffset, length);
    }
    float[] partial = new float[8 * L];
    double sum = 0;
    for (int start = 0; start < length; start += GROUP) {
      int n = Math.min(GROUP, length - start);
      int group = GROUP / n;
      for (int run = 0; run < runs; run += group) {
        int end = Math.min(runs, run + group);
        for (int i = run; i < end; i++) {
          int at = start + i * stride;
          sum += dotOfRun(g, gOffset + at, x, xOffset + at, n, middle, partial);
        }
        sum += sumOfLanes(partial);
      }
    }
    return sum;
  }

  private static double dotOfRun(
      float[] g, int gOffset, float[] x, int xOffset, int length, float center, float[] partial) {
    FloatVector sum0 = load(partial, 0);
    FloatVector sum1 = load(partial, L);
    FloatVector sum2 = load(partial, 2 * L);
    FloatVector sum3 = load(partial, 3 * L);
    FloatVector sum4 = load(partial, 4 * L);
    FloatVector sum5 = load(partial, 5 * L);
    FloatVector sum6 = load(partial, 6 * L);
    FloatVector sum7 = load(partial, 7 * L);
    int i = 0;
    for (; i <= length - 8 * L; i += 8 * L) {
      sum0 = load(x, xOffset + i).sub(center).fma(load(g, gOffset + i), sum0);
      sum1 = load(x, xOffset + i + L).sub(center).fma(load(g, gOffset + i + L), sum1);
      sum2 = load(x, xOffset + i + 2 * L).sub(center).fma(load(g, gOffset + i + 2 * L), sum2);
      sum3 = load(x, xOffset + i + 3 * L).sub(center).fma(load(g, gOffset + i + 3 * L), sum3);
      sum4 = load(x, xOffset + i + 4 * L).sub(center).fma(load(g, gOffset + i + 4 * L), sum4);
      sum5 = load(x, xOffset + i + 5 * L).sub(center).fma(load(g, gOffset + i + 5 * L), sum5);
      sum6 = load(x, xOffset + i + 6 * L).sub(center).fma(load(g, gOffset + i + 6 * L), sum6);
      sum7 = load(x, xOffset + i + 7 * L).sub(center).fma(load(g, gOffset + i + 7 * L), sum7);
    }
    for (; i <= length - L; i += L) {
      sum0 = load(x, xOffset + i).sub(center).fma(load(g, gOffset + i), sum0);
    }
    sum0.intoArray(partial, 0);
    sum1.intoArray(partial, L);
    sum2.intoArray(partial, 2 * L);
    sum3.intoArray(partial, 3 * L);
    sum4.intoArray(partial, 4 * L);
    sum5.intoArray(partial, 5 * L);
    sum6.intoArray(partial, 6 * L);
    sum7.intoArray(partial, 7 * L);
    double rest = 0;
    for (; i < length; i++) {
      rest += (double) g[gOffset + i] * (x[xOffset + i] - center);
    }
    return rest;
  }

  @Override
  public void affine(
      float[] x,
      int xOffset,
      int runs,
      int stride,
      int length,
      double center,
      double scale,
      double shift,
      float[] y,
      int yOffset) {
    float middle = (float) center;
    float factor = (float) scale;
    float offset = (float) shift;
    for (int run = 0; run < runs; run++) {
      int at = run * stride;
      affineOfRun(x, xOffset + at, length, middle, factor, offset, y, yOffset + at);
    }
  }

  private static void affineOfRun(
      float[] x,
      int from,
      int length,
      float middle,
      float factor,
      float offset,
      float[] y,
      int to) {
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    FloatVector offsets = FloatVector.broadcast(SPECIES, offset);
    int i = 0;
    for (; i <= length - 8 * L; i += 8 * L) {
      load(x, from + i).sub(middle).fma(factors, offsets).intoArray(y, to + i);
      load(x, from + i + L).sub(middle).fma(factors, offsets).intoArray(y, to + i + L);
      load(x, from + i + 2 * L).sub(middle).fma(factors, offsets).intoArray(y, to + i + 2 * L);
      load(x, from + i + 3 * L).sub(middle).fma(factors, offsets).intoArray(y, to + i + 3 * L);
      load(x, from + i + 4 * L).sub(middle).fma(factors, offsets).intoArray(y, to + i + 4 * L);
      load(x, from + i + 5 * L).sub(middle).fma(factors, offsets).intoArray(y, to + i + 5 * L);
      load(x, from + i + 6 * L).sub(middle).fma(factors, offsets).intoArray(y, to + i + 6 * L);
      load(x, from + i + 7 * L).sub(middle).fma(factors, offsets).intoArray(y, to + i + 7 * L);
    }
    for (; i <= length - L; i += L) {
      load(x, from + i).sub(middle).fma(factors, offsets).intoArray(y, to + i);
    }
    for (; i < length; i++) {
      y[to + i] = (x[from + i] - middle) * factor + offset;
    }
  }

  @Override
  public void combine(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int runs,
      int stride,
      int length,
      double p,
      double q,
      double center,
      double u,
      float[] y,
      int yOffset) {
    float ofG = (float) p;
    float ofX = (float) q;
    float middle = (float) center;
    float constant = (float) u;
    for (int run = 0; run < runs; run++) {
      int at = run * stride;
      combineOfRun(
          g, gOffset + at, x, xOffset + at, length, ofG, ofX, middle, constant, y, yOffset + at);
    }
  }

  private static void combineOfRun(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int length,
      float p,
      float q,
      float middle,
      float u,
      float[] y,
      int to) {
    FloatVector ps = FloatVector.broadcast(SPECIES, p);
    FloatVector qs = FloatVector.broadcast(SPECIES, q);
    FloatVector us = FloatVector.broadcast(SPECIES, u);
    int i = 0;
    for (; i <= length - 4 * L; i += 4 * L) {
      FloatVector part0 = load(x, xOffset + i).sub(middle).fma(qs, us);
      load(g, gOffset + i).fma(ps, part0).intoArray(y, to + i);
      FloatVector part1 = load(x, xOffset + i + L).sub(middle).fma(qs, us);
      load(g, gOffset + i + L).fma(ps, part1).intoArray(y, to + i + L);
      FloatVector part2 = load(x, xOffset + i + 2 * L).sub(middle).fma(qs, us);
      load(g, gOffset + i + 2 * L).fma(ps, part2).intoArray(y, to + i + 2 * L);
      FloatVector part3 = load(x, xOffset + i + 3 * L).sub(middle).fma(qs, us);
      load(g, gOffset + i + 3 * L).fma(ps, part3).intoArray(y, to + i + 3 * L);
    }
    for (; i <= length - L; i += L) {
      FloatVector part = load(x, xOffset + i).sub(middle).fma(qs, us);
      load(g, gOffset + i).fma(ps, part).intoArray(y, to + i);
    }
    for (; i < length; i++) {
      y[to + i] = p * g[gOffset + i] + (q * (x[xOffset + i] - middle) + u);
    }
  }

  private static FloatVector load(float[] x, int offset) {
    return FloatVector.fromArray(SPECIES, x, offset);
  }

  /** Returns the sum of the partial sums, and sets them to 0. */
  private static double sumOfLanes(float[] partial) {
    double sum = 0;
    for (float lane : partial) {
      sum += lane;
    }
    Arrays.fill(partial, 0);
    return sum;
  }
}
