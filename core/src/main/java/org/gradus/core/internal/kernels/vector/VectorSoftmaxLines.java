package org.gradus.core.internal.kernels.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.gradus.core.internal.kernels.LineByLineSoftmax;
import org.gradus.core.internal.kernels.Reductions;
import org.gradus.core.internal.kernels.SoftmaxLines;

/**
 * The softmax of lines on the Vector API.
 *
 * <p>Short lines, such as the ten classes of digits, do not fill vectors, and a sum across a vector
 * costs as much as the rest. So as many lines as a vector has lanes are transposed: lane i is line
 * i, and maximum and sum go element by element.
 */
final class VectorSoftmaxLines implements SoftmaxLines {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** The length from which lines are reduced one by one. */
  private static final int LONG = 128;

  private final SoftmaxLines lineByLine;

  VectorSoftmaxLines(Reductions reductions) {
    lineByLine = new LineByLineSoftmax(reductions);
  }

  @Override
  public void apply(
      float[] x,
      int xOffset,
      int lines,
      int length,
      float[] y,
      int yOffset,
      float[] maxima,
      float[] logSums,
      int linesOffset) {
    if (length >= LONG || length == 0) {
      lineByLine.apply(x, xOffset, lines, length, y, yOffset, maxima, logSums, linesOffset);
      return;
    }
    float[] block = Scratch.own().c((LONG + 1) * L);
    int row = LONG * L;
    for (int i = 0; i < lines; i += L) {
      int count = Math.min(L, lines - i);
      int size = length * L;
      Packing.transposeToPanel(x, xOffset + i * length, count, length, length, block, 0);
      subtractMaxima(block, size, row);
      System.arraycopy(block, row, maxima, linesOffset + i, count);
      BlockLoop.EXP_OR_ZERO.loop().run(block, 0, block, 0, block, 0, block, 0, block, 0, size);
      divideBySums(block, size, row);
      for (int l = 0; l < count; l++) {
        logSums[linesOffset + i + l] = (float) Math.log(block[row + l]);
        int to = yOffset + (i + l) * length;
        for (int j = 0; j < length; j++) {
          y[to + j] = block[l + j * L];
        }
      }
    }
  }

  /** Subtracts from each lane of the vectors the largest in this lane, and stores that. */
  private static void subtractMaxima(float[] block, int size, int maxima) {
    FloatVector max = FloatVector.fromArray(S, block, 0);
    for (int i = L; i < size; i += L) {
      max = max.max(FloatVector.fromArray(S, block, i));
    }
    max.intoArray(block, maxima);
    for (int i = 0; i < size; i += L) {
      FloatVector.fromArray(S, block, i).sub(max).intoArray(block, i);
    }
  }

  /** Divides each lane of the vectors by the sum of this lane, and stores that. */
  private static void divideBySums(float[] block, int size, int sums) {
    FloatVector sum = FloatVector.fromArray(S, block, 0);
    for (int i = L; i < size; i += L) {
      sum = sum.add(FloatVector.fromArray(S, block, i));
    }
    sum.intoArray(block, sums);
    FloatVector share = FloatVector.broadcast(S, 1).div(sum);
    for (int i = 0; i < size; i += L) {
      FloatVector.fromArray(S, block, i).mul(share).intoArray(block, i);
    }
  }

  @Override
  public void apply(
      double[] x,
      int xOffset,
      int lines,
      int length,
      double[] y,
      int yOffset,
      double[] maxima,
      double[] logSums,
      int linesOffset) {
    lineByLine.apply(x, xOffset, lines, length, y, yOffset, maxima, logSums, linesOffset);
  }
}
