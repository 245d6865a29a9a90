package org.gradus.core.internal.kernels.vector;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.normalization.ColumnLoops;
import org.gradus.core.internal.kernels.normalization.FloatNormalization;

/**
 * The loops over columns with the Vector API.
 *
 * <p>Sums run in float32 over some hundred rows, and these are added up. Columns that fill no
 * vector are left to plain Java.
 */
final class VectorColumnLoops implements ColumnLoops<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** The number of rows that are added in one chain. */
  private static final int ROWS = 256;

  private final ColumnLoops<float[]> scalar = FloatNormalization.SCALAR.columns();

  @Override
  public void sums(
      float[] x, int xOffset, int rows, int stride, int columns, float[] y, int yOffset) {
    int whole = SPECIES.loopBound(columns);
    Arrays.fill(y, yOffset, yOffset + whole, 0);
    for (int start = 0; start < rows; start += ROWS) {
      int count = Math.min(ROWS, rows - start);
      for (int j = 0; j < whole; j += L) {
        addSum(x, xOffset + start * stride + j, count, stride, y, yOffset + j);
      }
    }
    scalar.sums(x, xOffset + whole, rows, stride, columns - whole, y, yOffset + whole);
  }

  @Override
  public void sumsOfSquares(
      float[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      float[] center,
      int centerOffset,
      float[] y,
      int yOffset) {
    int whole = SPECIES.loopBound(columns);
    Arrays.fill(y, yOffset, yOffset + whole, 0);
    for (int start = 0; start < rows; start += ROWS) {
      int count = Math.min(ROWS, rows - start);
      for (int j = 0; j < whole; j += L) {
        int at = xOffset + start * stride + j;
        addSquares(x, at, count, stride, center, centerOffset + j, y, yOffset + j);
      }
    }
    scalar.sumsOfSquares(
        x,
        xOffset + whole,
        rows,
        stride,
        columns - whole,
        center,
        centerOffset + whole,
        y,
        yOffset + whole);
  }

  @Override
  public void dots(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      float[] center,
      int centerOffset,
      float[] y,
      int yOffset) {
    int whole = SPECIES.loopBound(columns);
    Arrays.fill(y, yOffset, yOffset + whole, 0);
    for (int start = 0; start < rows; start += ROWS) {
      int count = Math.min(ROWS, rows - start);
      for (int j = 0; j < whole; j += L) {
        int at = start * stride + j;
        addDots(
            g,
            gOffset + at,
            x,
            xOffset + at,
            count,
            stride,
            center,
            centerOffset + j,
            y,
            yOffset + j);
      }
    }
    scalar.dots(
        g,
        gOffset + whole,
        x,
        xOffset + whole,
        rows,
        stride,
        columns - whole,
        center,
        centerOffset + whole,
        y,
        yOffset + whole);
  }

  @Override
  public void affine(
      float[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      float[] center,
      float[] scale,
      float[] shift,
      int constantsOffset,
      float[] y,
      int yOffset) {
    int whole = SPECIES.loopBound(columns);
    for (int i = 0; i < rows; i++) {
      int from = xOffset + i * stride;
      int to = yOffset + i * stride;
      for (int j = 0; j < whole; j += L) {
        int k = constantsOffset + j;
        FloatVector distance = load(x, from + j).sub(load(center, k));
        distance.fma(load(scale, k), load(shift, k)).intoArray(y, to + j);
      }
    }
    scalar.affine(
        x,
        xOffset + whole,
        rows,
        stride,
        columns - whole,
        center,
        scale,
        shift,
        constantsOffset + whole,
        y,
        yOffset + whole);
  }

  @Override
  public void combine(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int rows,
      int stride,
      int columns,
      float[] p,
      float[] q,
      float[] center,
      float[] u,
      int constantsOffset,
      float[] y,
      int yOffset) {
    int whole = SPECIES.loopBound(columns);
    for (int i = 0; i < rows; i++) {
      int a = gOffset + i * stride;
      int b = xOffset + i * stride;
      int to = yOffset + i * stride;
      for (int j = 0; j < whole; j += L) {
        int k = constantsOffset + j;
        FloatVector distance = load(x, b + j).sub(load(center, k));
        FloatVector part = distance.fma(load(q, k), load(u, k));
        load(g, a + j).fma(load(p, k), part).intoArray(y, to + j);
      }
    }
    scalar.combine(
        g,
        gOffset + whole,
        x,
        xOffset + whole,
        rows,
        stride,
        columns - whole,
        p,
        q,
        center,
        u,
        constantsOffset + whole,
        y,
        yOffset + whole);
  }

  /** Adds the sum of some rows to a vector of y. */
  private static void addSum(float[] x, int xOffset, int rows, int stride, float[] y, int yOffset) {
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < rows; i++) {
      sum = sum.add(load(x, xOffset + i * stride));
    }
    sum.add(load(y, yOffset)).intoArray(y, yOffset);
  }

  private static void addSquares(
      float[] x,
      int xOffset,
      int rows,
      int stride,
      float[] center,
      int centerOffset,
      float[] y,
      int yOffset) {
    FloatVector middle = load(center, centerOffset);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < rows; i++) {
      FloatVector distance = load(x, xOffset + i * stride).sub(middle);
      sum = distance.fma(distance, sum);
    }
    sum.add(load(y, yOffset)).intoArray(y, yOffset);
  }

  private static void addDots(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int rows,
      int stride,
      float[] center,
      int centerOffset,
      float[] y,
      int yOffset) {
    FloatVector middle = load(center, centerOffset);
    FloatVector sum = FloatVector.zero(SPECIES);
    for (int i = 0; i < rows; i++) {
      FloatVector distance = load(x, xOffset + i * stride).sub(middle);
      sum = distance.fma(load(g, gOffset + i * stride), sum);
    }
    sum.add(load(y, yOffset)).intoArray(y, yOffset);
  }

  private static FloatVector load(float[] x, int offset) {
    return FloatVector.fromArray(SPECIES, x, offset);
  }
}
