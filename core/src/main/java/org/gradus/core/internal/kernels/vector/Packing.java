package org.gradus.core.internal.kernels.vector;

import java.util.Arrays;

/** Copies of operands in the order in which the register tiles read them. */
final class Packing {
  private Packing() {}

  /**
   * Copies B row by row, {@code step} elements apart, with zeros after the last column.
   *
   * @param step at least n
   */
  static void columns(Operands o, float[] copy, int step) {
    if (o.bColumn() == 1) {
      for (int p = 0; p < o.k(); p++) {
        System.arraycopy(o.b(), o.bOffset() + p * o.bStep(), copy, p * step, o.n());
      }
    } else {
      for (int j = 0; j < o.n(); j++) {
        int column = o.bOffset() + j * o.bColumn();
        for (int p = 0; p < o.k(); p++) {
          copy[p * step + j] = o.b()[column + p * o.bStep()];
        }
      }
    }
    for (int p = 0; o.n() < step && p < o.k(); p++) {
      Arrays.fill(copy, p * step + o.n(), (p + 1) * step, 0);
    }
  }
}
