package org.gradus.core.recurrent;

import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.tensor.DirectAccess;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * A matrix B (k, n) that is multiplied with over and over, one after the other panels of some
 * columns, each without gaps.
 *
 * <p>The matrix product reads panels as they are, where it would copy the matrix anew every time: a
 * third of the time of a step's product.
 */
final class Panels extends DirectAccess {
  /** Three vectors of 16 floats: the columns that the product takes at a time. */
  private static final int COLUMNS = 48;

  /** Products from which on the copy pays for itself. */
  private static final int PRODUCTS = 4;

  /** Multiply-adds that are worth handing to another thread. */
  private static final long WORTH_A_THREAD = 1 << 17;

  private final int k;
  private final int n;
  private final int width;
  private final boolean transposed;
  private final Tensor panels;

  private Panels(int k, int n, int width, boolean transposed, Tensor panels) {
    this.k = k;
    this.n = n;
    this.width = width;
    this.transposed = transposed;
    this.panels = panels;
  }

  /**
   * Returns a matrix in panels, or as it is for a few products.
   *
   * @param matrix (k, n)
   * @param products how often it will be multiplied with
   */
  static Panels of(Tensor matrix, int products) {
    int k = matrix.size(0);
    int n = matrix.size(1);
    if (products < PRODUCTS || n <= COLUMNS) {
      return new Panels(k, n, n, false, matrix);
    }
    Tensor panels = allocate(matrix.dtype(), Shape.of(k * n));
    int to = offset(panels);
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      for (int p = 0; p < k; p++) {
        copy(matrix, offset(matrix) + p * n + j, panels, to, columns);
        to += columns;
      }
    }
    return new Panels(k, n, COLUMNS, false, panels);
  }

  /**
   * As {@link #of}, of a matrix that is given as (n, k).
   *
   * @param singleRows whether products with one row of A may be part of products with more: with a
   *     transposed matrix they would be added up in another order
   */
  static Panels ofTransposed(Tensor matrix, int products, boolean singleRows) {
    return products < PRODUCTS && !singleRows
        ? new Panels(matrix.size(1), matrix.size(0), matrix.size(0), true, matrix)
        : of(matrix.transpose(), products);
  }

  /** Adds A · B to C: A (m, k), C (m, n). */
  void addProduct(int m, Rows a, Rows c) {
    if (width == n) {
      Rows b = Rows.of(panels, transposed ? k : n, 0, 1);
      Products.add(m, n, k, a, b, transposed, c);
      return;
    }
    int count = (n + width - 1) / width;
    ThreadPool pool = ThreadPool.shared();
    int wanted = (int) Math.min(pool.threads(), (long) m * n * k / WORTH_A_THREAD);
    int pieces = Math.max(1, Math.min(wanted, count));
    pool.run(
        pieces,
        piece -> {
          int from = count * piece / pieces * width;
          int columns = Math.min(count * (piece + 1) / pieces * width, n) - from;
          Rows b = Rows.of(panels, 1, from * k, 1);
          Products.addPanels(m, columns, k, a, b, width, c.from(from));
        });
  }
}
