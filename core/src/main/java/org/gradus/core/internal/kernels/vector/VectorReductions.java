package org.gradus.core.internal.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.internal.kernels.ScalarReductions;

/**
 * The reductions with the Vector API; those in float64 are the scalar ones.
 *
 * <p>Sums run in four vectors of partial sums for a chunk of some thousand elements; chunks are
 * added in float64. Lanes are added one after the other in plain Java, because the Vector API's own
 * order may differ between interpreter and compiler.
 */
public final class VectorReductions implements Reductions {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** The number of elements that are added in float32. */
  private static final int CHUNK = 4096;

  private final Reductions scalar = new ScalarReductions();

  @Override
  public float sum(float[] x, int offset, int length) {
    double sum = 0;
    for (int start = 0; start < length; start += CHUNK) {
      sum += sumOfChunk(x, offset + start, Math.min(CHUNK, length - start));
    }
    return (float) sum;
  }

  private static double sumOfChunk(float[] x, int offset, int length) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int i = 0;
    for (; i <= length - 4 * L; i += 4 * L) {
      sum0 = sum0.add(load(x, offset + i));
      sum1 = sum1.add(load(x, offset + i + L));
      sum2 = sum2.add(load(x, offset + i + 2 * L));
      sum3 = sum3.add(load(x, offset + i + 3 * L));
    }
    for (; i <= length - L; i += L) {
      sum0 = sum0.add(load(x, offset + i));
    }
    double sum = i == 0 ? 0 : sumOfLanes(sum0.add(sum1).add(sum2.add(sum3)));
    for (; i < length; i++) {
      sum += x[offset + i];
    }
    return sum;
  }

  @Override
  public float sumOfSquares(float[] x, int offset, int length, float center) {
    double sum = 0;
    for (int start = 0; start < length; start += CHUNK) {
      sum += sumOfSquaresOfChunk(x, offset + start, Math.min(CHUNK, length - start), center);
    }
    return (float) sum;
  }

  private static double sumOfSquaresOfChunk(float[] x, int offset, int length, float center) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int i = 0;
    for (; i <= length - 4 * L; i += 4 * L) {
      FloatVector d0 = load(x, offset + i).sub(center);
      sum0 = d0.fma(d0, sum0);
      FloatVector d1 = load(x, offset + i + L).sub(center);
      sum1 = d1.fma(d1, sum1);
      FloatVector d2 = load(x, offset + i + 2 * L).sub(center);
      sum2 = d2.fma(d2, sum2);
      FloatVector d3 = load(x, offset + i + 3 * L).sub(center);
      sum3 = d3.fma(d3, sum3);
    }
    for (; i <= length - L; i += L) {
      FloatVector d0 = load(x, offset + i).sub(center);
      sum0 = d0.fma(d0, sum0);
    }
    double sum = i == 0 ? 0 : sumOfLanes(sum0.add(sum1).add(sum2.add(sum3)));
    for (; i < length; i++) {
      sum += square(x[offset + i] - center);
    }
    return sum;
  }

  @Override
  public float dot(float[] a, int aOffset, float[] b, int bOffset, int length) {
    double sum = 0;
    for (int start = 0; start < length; start += CHUNK) {
      sum += dotOfChunk(a, aOffset + start, b, bOffset + start, Math.min(CHUNK, length - start));
    }
    return (float) sum;
  }

  private static double dotOfChunk(float[] a, int aOffset, float[] b, int bOffset, int length) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    FloatVector sum2 = sum0;
    FloatVector sum3 = sum0;
    int i = 0;
    for (; i <= length - 4 * L; i += 4 * L) {
      sum0 = load(a, aOffset + i).fma(load(b, bOffset + i), sum0);
      sum1 = load(a, aOffset + i + L).fma(load(b, bOffset + i + L), sum1);
      sum2 = load(a, aOffset + i + 2 * L).fma(load(b, bOffset + i + 2 * L), sum2);
      sum3 = load(a, aOffset + i + 3 * L).fma(load(b, bOffset + i + 3 * L), sum3);
    }
    for (; i <= length - L; i += L) {
      sum0 = load(a, aOffset + i).fma(load(b, bOffset + i), sum0);
    }
    double sum = i == 0 ? 0 : sumOfLanes(sum0.add(sum1).add(sum2.add(sum3)));
    for (; i < length; i++) {
      sum += (double) a[aOffset + i] * b[bOffset + i];
    }
    return sum;
  }

  @Override
  public float max(float[] x, int offset, int length) {
    FloatVector max0 = FloatVector.broadcast(SPECIES, Float.NEGATIVE_INFINITY);
    FloatVector max1 = max0;
    int i = 0;
    for (; i <= length - 2 * L; i += 2 * L) {
      max0 = max0.max(load(x, offset + i));
      max1 = max1.max(load(x, offset + i + L));
    }
    float[] lanes = max0.max(max1).toArray();
    float max = scalar.max(lanes, 0, L);
    return Math.max(max, scalar.max(x, offset + i, length - i));
  }

  @Override
  public float min(float[] x, int offset, int length) {
    FloatVector min0 = FloatVector.broadcast(SPECIES, Float.POSITIVE_INFINITY);
    FloatVector min1 = min0;
    int i = 0;
    for (; i <= length - 2 * L; i += 2 * L) {
      min0 = min0.min(load(x, offset + i));
      min1 = min1.min(load(x, offset + i + L));
    }
    float[] lanes = min0.min(min1).toArray();
    float min = scalar.min(lanes, 0, L);
    return Math.min(min, scalar.min(x, offset + i, length - i));
  }

  @Override
  public float expAndSum(float[] x, int xOffset, float shift, float[] y, int yOffset, int length) {
    float[] shifts = {shift};
    BlockLoop.EXP_OF_DIFFERENCE.loop().run(x, xOffset, shifts, 0, y, 0, y, 0, y, yOffset, length);
    return sum(y, yOffset, length);
  }

  @Override
  public void sumRows(float[] x, int xOffset, int rows, int columns, float[] y, int yOffset) {
    int j = 0;
    for (; j <= columns - 4 * L; j += 4 * L) {
      FloatVector sum0 = FloatVector.zero(SPECIES);
      FloatVector sum1 = sum0;
      FloatVector sum2 = sum0;
      FloatVector sum3 = sum0;
      for (int i = 0; i < rows; i++) {
        int row = xOffset + i * columns + j;
        sum0 = sum0.add(load(x, row));
        sum1 = sum1.add(load(x, row + L));
        sum2 = sum2.add(load(x, row + 2 * L));
        sum3 = sum3.add(load(x, row + 3 * L));
      }
      sum0.intoArray(y, yOffset + j);
      sum1.intoArray(y, yOffset + j + L);
      sum2.intoArray(y, yOffset + j + 2 * L);
      sum3.intoArray(y, yOffset + j + 3 * L);
    }
    for (; j <= columns - L; j += L) {
      sumOfRows(x, xOffset + j, rows, columns).intoArray(y, yOffset + j);
    }
    int rest = columns - j;
    if (rest > 0 && rows > 0) {
      // Vectors may reach into the next rows, but not beyond the last one.
      int readable = Math.max(0, rows - 1 - (L - rest - 1) / columns);
      FloatVector sum = sumOfRows(x, xOffset + j, readable, columns);
      float[] sums = sum.toArray();
      for (int i = readable; i < rows; i++) {
        int row = xOffset + i * columns + j;
        for (int k = 0; k < rest; k++) {
          sums[k] += x[row + k];
        }
      }
      System.arraycopy(sums, 0, y, yOffset + j, rest);
    } else {
      Arrays.fill(y, yOffset + j, yOffset + columns, 0);
    }
  }

  private static FloatVector sumOfRows(float[] x, int offset, int rows, int stride) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < rows; i++) {
      sum = sum.add(load(x, offset + i * stride));
    }
    return sum;
  }

  @Override
  public void axpby(
      float alpha, float[] x, int xOffset, float beta, float[] y, int yOffset, int length) {
    FloatVector scale = FloatVector.broadcast(SPECIES, alpha);
    int whole = SPECIES.loopBound(length);
    if (beta == 0) {
      for (int i = 0; i < whole; i += L) {
        load(x, xOffset + i).mul(scale).intoArray(y, yOffset + i);
      }
    } else {
      for (int i = 0; i < whole; i += L) {
        FloatVector kept = load(y, yOffset + i).mul(beta);
        load(x, xOffset + i).fma(scale, kept).intoArray(y, yOffset + i);
      }
    }
    scalar.axpby(alpha, x, xOffset + whole, beta, y, yOffset + whole, length - whole);
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

  private static double square(double x) {
    return x * x;
  }

  @Override
  public double sum(double[] x, int offset, int length) {
    return scalar.sum(x, offset, length);
  }

  @Override
  public double sumOfSquares(double[] x, int offset, int length, double center) {
    return scalar.sumOfSquares(x, offset, length, center);
  }

  @Override
  public double dot(double[] a, int aOffset, double[] b, int bOffset, int length) {
    return scalar.dot(a, aOffset, b, bOffset, length);
  }

  @Override
  public double max(double[] x, int offset, int length) {
    return scalar.max(x, offset, length);
  }

  @Override
  public double min(double[] x, int offset, int length) {
    return scalar.min(x, offset, length);
  }

  @Override
  public double expAndSum(
      double[] x, int xOffset, double shift, double[] y, int yOffset, int length) {
    return scalar.expAndSum(x, xOffset, shift, y, yOffset, length);
  }

  @Override
  public void sumRows(double[] x, int xOffset, int rows, int columns, double[] y, int yOffset) {
    scalar.sumRows(x, xOffset, rows, columns, y, yOffset);
  }

  @Override
  public void axpby(
      double alpha, double[] x, int xOffset, double beta, double[] y, int yOffset, int length) {
    scalar.axpby(alpha, x, xOffset, beta, y, yOffset, length);
  }
}
