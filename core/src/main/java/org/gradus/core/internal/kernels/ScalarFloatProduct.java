package org.gradus.core.internal.kernels;

import java.util.Arrays;

/**
 * The float32 matrix product on one thread in scalar Java.
 *
 * <p>Written so that the compiler vectorises it: it does so for a loop over several arrays with one
 * and the same index, and not for one over different offsets of what may be one array. Therefore a
 * panel of B is copied to rows of its own, each row of C is summed in an array of its own, and
 * {@value #TERMS_AT_ONCE} terms are added in one pass over it.
 *
 * <p>Multiplies and adds, rounding twice, rather than {@link Math#fma}: where the processor has no
 * such instruction that method computes in {@code BigDecimal}, a thousand times slower, and to
 * choose between the two at run time would make results depend on the machine.
 */
final class ScalarFloatProduct {
  private static final int TERMS_AT_ONCE = 4;
  private static final int PANEL_TERMS = 128;
  private static final int PANEL_COLUMNS = 256;
  private static final ThreadLocal<ScalarFloatProduct> OWN =
      ThreadLocal.withInitial(ScalarFloatProduct::new);

  private final float[][] panel = new float[PANEL_TERMS][PANEL_COLUMNS];
  private final float[] sums = new float[PANEL_COLUMNS];

  private ScalarFloatProduct() {}

  /** Returns the instance, with its buffers, of the calling thread. */
  static ScalarFloatProduct own() {
    return OWN.get();
  }

  /**
   * Computes C = A · B or C += A · B, where A's element (i, p) is {@code a[aOffset + i · aRow + p ·
   * aStep]} and B's element (p, j) is {@code b[bOffset + p · bStep + j · bColumn]}.
   */
  void multiply(
      int m,
      int n,
      int k,
      float[] a,
      int aOffset,
      int aRow,
      int aStep,
      float[] b,
      int bOffset,
      int bStep,
      int bColumn,
      boolean accumulate,
      float[] c,
      int cOffset,
      int cRow) {
    for (int j = 0; j < n; j += PANEL_COLUMNS) {
      int columns = Math.min(PANEL_COLUMNS, n - j);
      for (int p = 0; p < k; p += PANEL_TERMS) {
        int terms = Math.min(PANEL_TERMS, k - p);
        pack(b, bOffset + p * bStep + j * bColumn, bStep, bColumn, terms, columns);
        for (int i = 0; i < m; i++) {
          int row = cOffset + i * cRow + j;
          if (accumulate || p > 0) {
            System.arraycopy(c, row, sums, 0, columns);
          } else {
            Arrays.fill(sums, 0, columns, 0);
          }
          addRow(a, aOffset + i * aRow + p * aStep, aStep, terms, columns);
          System.arraycopy(sums, 0, c, row, columns);
        }
      }
    }
  }

  private void pack(float[] b, int offset, int step, int column, int terms, int columns) {
    if (column == 1) {
      for (int p = 0; p < terms; p++) {
        System.arraycopy(b, offset + p * step, panel[p], 0, columns);
      }
    } else {
      int p = 0;
      for (; p <= terms - TERMS_AT_ONCE; p += TERMS_AT_ONCE) {
        transposeTerms(b, offset + p * step, step, column, panel, p, columns);
      }
      for (; p < terms; p++) {
        float[] row = panel[p];
        for (int j = 0; j < columns; j++) {
          row[j] = b[offset + p * step + j * column];
        }
      }
    }
  }

  /** Copies some rows at once, since their elements of one column lie in one line of the cache. */
  private static void transposeTerms(
      float[] b, int offset, int step, int column, float[][] panel, int p, int columns) {
    float[] row0 = panel[p];
    float[] row1 = panel[p + 1];
    float[] row2 = panel[p + 2];
    float[] row3 = panel[p + 3];
    for (int j = 0; j < columns; j++) {
      int at = offset + j * column;
      row0[j] = b[at];
      row1[j] = b[at + step];
      row2[j] = b[at + 2 * step];
      row3[j] = b[at + 3 * step];
    }
  }

  private void addRow(float[] a, int offset, int step, int terms, int columns) {
    int p = 0;
    for (; p <= terms - TERMS_AT_ONCE; p += TERMS_AT_ONCE) {
      addTerms(a, offset + p * step, step, panel, p, sums, columns);
    }
    for (; p < terms; p++) {
      addTerm(a[offset + p * step], panel[p], sums, columns);
    }
  }

  private static void addTerms(
      float[] a, int offset, int step, float[][] panel, int p, float[] sums, int columns) {
    float a0 = a[offset];
    float a1 = a[offset + step];
    float a2 = a[offset + 2 * step];
    float a3 = a[offset + 3 * step];
    float[] b0 = panel[p];
    float[] b1 = panel[p + 1];
    float[] b2 = panel[p + 2];
    float[] b3 = panel[p + 3];
    for (int j = 0; j < columns; j++) {
      sums[j] = (((sums[j] + a0 * b0[j]) + a1 * b1[j]) + a2 * b2[j]) + a3 * b3[j];
    }
  }

  private static void addTerm(float a, float[] b, float[] sums, int columns) {
    for (int j = 0; j < columns; j++) {
      sums[j] += a * b[j];
    }
  }
}
