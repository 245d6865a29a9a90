package org.gradus.core.internal.kernels;

import org.gradus.core.internal.parallel.ThreadPool;

/** Divides a matrix product among the threads of the shared pool, by rows or by columns of C. */
public final class ProductDivision {
  /**
   * Multiply-adds that are worth handing to another thread: some 7 µs of work. What one core has
   * written another reads at about 6 GB/s. A product of 100³ alone, whose operands are in both
   * caches, gains a half; in a training step, where they are not, it loses.
   */
  private static final long WORTH_A_THREAD = 1 << 19;

  /** With fewer rows a product takes as long as B is read, so they count as so many. */
  private static final int FEWEST_ROWS = 8;

  /** Computes one part of C. */
  @FunctionalInterface
  public interface Part {
    /**
     * Computes {@code rows} rows and {@code columns} columns of C from element (row, column) on.
     */
    void compute(int row, int rows, int column, int columns);
  }

  private ProductDivision() {}

  /**
   * Computes all of C, part by part: by rows, as the operations before and after are divided too,
   * so that a thread reads what it wrote itself; by columns if the rows are too few, or so many
   * fewer that copying B in every thread would cost more.
   *
   * @param rowGrain the number of rows, a whole number of which a part should have
   * @param columnGrain the same for columns
   */
  public static void run(int m, int n, int k, int rowGrain, int columnGrain, Part part) {
    ThreadPool pool = ThreadPool.shared();
    int wanted =
        (int) Math.min(pool.threads(), (long) Math.max(m, FEWEST_ROWS) * n * k / WORTH_A_THREAD);
    int rowGrains = grains(m, rowGrain);
    int columnGrains = grains(n, columnGrain);
    boolean byColumns = n > 2 * m || (rowGrains < 4 * wanted && columnGrains > rowGrains);
    int length = byColumns ? n : m;
    int grain = byColumns ? columnGrain : rowGrain;
    int pieces = Math.max(1, Math.min(wanted, byColumns ? columnGrains : rowGrains));
    pool.run(
        pieces,
        piece -> {
          int from = start(length, grain, piece, pieces);
          int count = start(length, grain, piece + 1, pieces) - from;
          if (byColumns) {
            part.compute(0, m, from, count);
          } else {
            part.compute(from, count, 0, n);
          }
        });
  }

  /** Returns where a piece begins: a whole number of grains from 0, or at the end. */
  private static int start(int length, int grain, int piece, int pieces) {
    return (int) Math.min(length, (long) grains(length, grain) * piece / pieces * grain);
  }

  private static int grains(int length, int grain) {
    return (length + grain - 1) / grain;
  }
}
