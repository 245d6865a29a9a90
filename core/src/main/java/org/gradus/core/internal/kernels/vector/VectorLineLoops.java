package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.normalization.FloatNormalization;
import org.gradus.core.internal.kernels.normalization.LineLoops;

/**
 * The loops over lines with the Vector API.
 *
 * <p>Sums run in four vectors of partial sums for some thousand elements; these are added in
 * float64. Elements that fill no vector are left to plain Java.
 */
final class VectorLineLoops implements LineLoops<float[]> {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int L = SPECIES.length();

  /** The number of elements that are added in float32. */
  private static final int CHUNK = 4096;

  private final LineLoops<float[]> scalar = FloatNormalization.SCALAR.lines();

  @Override
  public double weightedDot(
      float[] weight,
      int weightOffset,
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int length,
      double center) {
    int whole = SPECIES.loopBound(length);
    float middle = (float) center;
    double sum = 0;
    for (int i = 0; i < whole; i += CHUNK) {
      int n = Math.min(CHUNK, whole - i);
      sum += dotOfChunk(weight, weightOffset + i, g, gOffset + i, x, xOffset + i, n, middle);
    }
    return sum
        + scalar.weightedDot(
            weight,
            weightOffset + whole,
            g,
            gOffset + whole,
            x,
            xOffset + whole,
            length - whole,
            center);
  }

  /** Sums a chunk of whole vectors. */
  private static double dotOfChunk(
      float[] weight,
      int weightOffset,
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int length,
      float center) {
    FloatVector sum0 = FloatVector.zero(SPECIES);
    FloatVector sum1 = sum0;
    int i = 0;
    for (; i <= length - 2 * L; i += 2 * L) {
      FloatVector upstream0 = load(weight, weightOffset + i).mul(load(g, gOffset + i));
      sum0 = load(x, xOffset + i).sub(center).fma(upstream0, sum0);
      FloatVector upstream1 = load(weight, weightOffset + i + L).mul(load(g, gOffset + i + L));
      sum1 = load(x, xOffset + i + L).sub(center).fma(upstream1, sum1);
    }
    for (; i < length; i += L) {
      FloatVector upstream = load(weight, weightOffset + i).mul(load(g, gOffset + i));
      sum0 = load(x, xOffset + i).sub(center).fma(upstream, sum0);
    }
    double sum = 0;
    for (float lane : sum0.add(sum1).toArray()) {
      sum += lane;
    }
    return sum;
  }

  @Override
  public void affine(
      float[] x,
      int xOffset,
      int length,
      double center,
      double scale,
      float[] weight,
      int weightOffset,
      float[] shift,
      int shiftOffset,
      float[] y,
      int yOffset) {
    int whole = SPECIES.loopBound(length);
    float middle = (float) center;
    float factor = (float) scale;
    for (int i = 0; i < whole; i += L) {
      FloatVector normal = load(x, xOffset + i).sub(middle).mul(factor);
      normal
          .fma(load(weight, weightOffset + i), load(shift, shiftOffset + i))
          .intoArray(y, yOffset + i);
    }
    scalar.affine(
        x,
        xOffset + whole,
        length - whole,
        center,
        scale,
        weight,
        weightOffset + whole,
        shift,
        shiftOffset + whole,
        y,
        yOffset + whole);
  }

  @Override
  public void combine(
      float[] weight,
      int weightOffset,
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int length,
      double p,
      double q,
      double center,
      double u,
      float[] y,
      int yOffset) {
    int whole = SPECIES.loopBound(length);
    float ofG = (float) p;
    float middle = (float) center;
    FloatVector qs = FloatVector.broadcast(SPECIES, (float) q);
    FloatVector us = FloatVector.broadcast(SPECIES, (float) u);
    for (int i = 0; i < whole; i += L) {
      FloatVector part = load(x, xOffset + i).sub(middle).fma(qs, us);
      FloatVector upstream = load(g, gOffset + i).mul(ofG);
      upstream.fma(load(weight, weightOffset + i), part).intoArray(y, yOffset + i);
    }
    scalar.combine(
        weight,
        weightOffset + whole,
        g,
        gOffset + whole,
        x,
        xOffset + whole,
        length - whole,
        p,
        q,
        center,
        u,
        y,
        yOffset + whole);
  }

  @Override
  public void addProducts(
      float[] g,
      int gOffset,
      float[] x,
      int xOffset,
      int length,
      double center,
      double scale,
      float[] y,
      int yOffset) {
    int whole = SPECIES.loopBound(length);
    float middle = (float) center;
    float factor = (float) scale;
    for (int i = 0; i < whole; i += L) {
      FloatVector normal = load(x, xOffset + i).sub(middle).mul(factor);
      normal.fma(load(g, gOffset + i), load(y, yOffset + i)).intoArray(y, yOffset + i);
    }
    scalar.addProducts(
        g, gOffset + whole, x, xOffset + whole, length - whole, center, scale, y, yOffset + whole);
  }

  private static FloatVector load(float[] x, int offset) {
    return FloatVector.fromArray(SPECIES, x, offset);
  }
}
