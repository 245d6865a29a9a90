package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.normalization.RunLoops;

/**
 * The loops over runs with the Vector API.
 *
 * <p>Sums run in four vectors of partial sums for some thousand elements, which may be of several
 * short runs; such groups are added in float64, and their lanes as {@link VectorReductions} does.
 */
final class VectorRunLoops implements RunLoops<float[]> {
  private static final VectorSpecies<Float> SPECIES = VectorLanes.SPECIES;
  private static final int L = SPECIES.length();

  /** The number of elements that are added in float32. */
  private static final int GROUP = 4096;

  @Override
  public double sum(float[] x, int xOffset, int runs, int stride, int length) {
    double sum = 0;
    for (int start = 0; start < length; start += GROUP) {
      int n = Math.min(GROUP, length - start);
      int group = GROUP / n;
      for (int run = 0; run < runs; run += group) {
        int from = xOffset + start + run * stride;
        sum += sumOfGroup(x, from, Math.min(group, runs - run), stride, n);
      }
    }
    return sum;
  }

  private static double sumOfGroup(float[] x, int offset, int runs, int stride, int length) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    double rest = 0;
    for (int run = 0; run < runs; run++) {
      int i = offset + run * stride;
      int end = i + length;
      for (; i <= end - 4 * L; i += 4 * L) {
        sum0 = sum0.add(load(x, i));
        sum1 = sum1.add(load(x, i + L));
        sum2 = sum2.add(load(x, i + 2 * L));
        sum3 = sum3.add(load(x, i + 3 * L));
      }
      for (; i <= end - L; i += L) {
        sum0 = sum0.add(load(x, i));
      }
      for (; i < end; i++) {
        rest += x[i];
      }
    }
    return length < L ? rest : rest + sumOfLanes(sum0.add(sum1).add(sum2.add(sum3)));
  }

  @Override
  public double sumOfSquares(
      float[] x, int xOffset, int runs, int stride, int length, double center) {
    float middle = (float) center;
    double sum = 0;
    for (int start = 0; start < length; start += GROUP) {
      int n = Math.min(GROUP, length - start);
      int group = GROUP / n;
      for (int run = 0; run < runs; run += group) {
        int from = xOffset + start + run * stride;
        sum += squaresOfGroup(x, from, Math.min(group, runs - run), stride, n, middle);
      }
    }
    return sum;
  }

  private static double squaresOfGroup(
      float[] x, int offset, int runs, int stride, int length, float center) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    double rest = 0;
    for (int run = 0; run < runs; run++) {
      int i = offset + run * stride;
      int end = i + length;
      for (; i <= end - 2 * L; i += 2 * L) {
        FloatVector d0 = load(x, i).sub(center);
        sum0 = d0.fma(d0, sum0);
        FloatVector d1 = load(x, i + L).sub(center);
        sum1 = d1.fma(d1, sum1);
      }
      for (; i <= end - L; i += L) {
        FloatVector d0 = load(x, i).sub(center);
        sum0 = d0.fma(d0, sum0);
      }
      for (; i < end; i++) {
        double d = x[i] - center;
        rest += d * d;
      }
    }
    return length < L ? rest : rest + sumOfLanes(sum0.add(sum1));
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
    double sum = 0;
    for (int start = 0; start < length; start += GROUP) {
      int n = Math.min(GROUP, length - start);
      int group = GROUP / n;
      for (int run = 0; run < runs; run += group) {
        int at = start + run * stride;
        int count = Math.min(group, runs - run);
        sum += dotOfGroup(g, gOffset + at, x, xOffset + at, count, stride, n, middle);
      }
    }
    return sum;
  }

  private static double dotOfGroup(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int runs,
      int stride,
      int length,
      float center) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    double rest = 0;
    for (int run = 0; run < runs; run++) {
      int a = gOffset + run * stride;
      int b = xOffset + run * stride;
      int i = 0;
      for (; i <= length - 2 * L; i += 2 * L) {
        sum0 = load(x, b + i).sub(center).fma(load(g, a + i), sum0);
        sum1 = load(x, b + i + L).sub(center).fma(load(g, a + i + L), sum1);
      }
      for (; i <= length - L; i += L) {
        sum0 = load(x, b + i).sub(center).fma(load(g, a + i), sum0);
      }
      for (; i < length; i++) {
        rest += (double) g[a + i] * (x[b + i] - center);
      }
    }
    return length < L ? rest : rest + sumOfLanes(sum0.add(sum1));
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
    FloatVector factors = FloatVector.broadcast(SPECIES, factor);
    FloatVector offsets = FloatVector.broadcast(SPECIES, offset);
    for (int run = 0; run < runs; run++) {
      int from = xOffset + run * stride;
      int to = yOffset + run * stride;
      int i = 0;
      for (; i <= length - L; i += L) {
        load(x, from + i).sub(middle).fma(factors, offsets).intoArray(y, to + i);
      }
      for (; i < length; i++) {
        y[to + i] = (x[from + i] - middle) * factor + offset;
      }
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
    FloatVector ps = FloatVector.broadcast(SPECIES, ofG);
    FloatVector qs = FloatVector.broadcast(SPECIES, ofX);
    FloatVector us = FloatVector.broadcast(SPECIES, constant);
    for (int run = 0; run < runs; run++) {
      int a = gOffset + run * stride;
      int b = xOffset + run * stride;
      int to = yOffset + run * stride;
      int i = 0;
      for (; i <= length - L; i += L) {
        FloatVector part = load(x, b + i).sub(middle).fma(qs, us);
        load(g, a + i).fma(ps, part).intoArray(y, to + i);
      }
      for (; i < length; i++) {
        y[to + i] = ofG * g[a + i] + (ofX * (x[b + i] - middle) + constant);
      }
    }
  }

  private static FloatVector load(float[] x, int offset) {
    return FloatVector.fromArray(SPECIES, x, offset);
  }

  private static double sumOfLanes(FloatVector v) {
    double sum = 0;
    for (float lane : v.toArray()) {
      sum += lane;
    }
    return sum;
  }
}
