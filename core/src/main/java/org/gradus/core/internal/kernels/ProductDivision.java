package org.gradus.core.internal.kernels;

import org.gradus.core.internal.parallel.ThreadPool;

/** Divides a matrix product among the threads of the shared pool, by rows or by columns of C. */
public final class ProductDivision {
  /** Multiply-adds that are worth handing to another thread: some 5 µs of work. */
  private static final long WORTH_A_THREAD = 1 << 17;

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
   * Computes all of C, part by part.
   *
   * @param rowGrain the number of rows, a whole number of which a part should have
   * @param columnGrain the same for columns
   */
  public static void run(int m, int n, int k, int rowGrain, int columnGrain, Part part) {
    ThreadPool pool = ThreadPool.shared();
    int threads = pool.threads();
    int pieces = (int) Math.min(threads, (long) m * n * k / WORTH_A_THREAD);
    if (pieces <= 1) {
      part.compute(0, m, 0, n);
      return;
    }
    if (grains(m, rowGrain) >= grains(n, columnGrain)) {
      pool.run(
          pieces,
          piece -> {
            int from = start(m, rowGrain, piece, pieces);
            part.compute(from, start(m, rowGrain, piece + 1, pieces) - from, 0, n);
          });
    } else {
      pool.run(
          pieces,
          piece -> {
            int from = start(n, columnGrain, piece, pieces);
            part.compute(0, m, from, start(n, columnGrain, piece + 1, pieces) - from);
          });
    }
  }

  /** Returns where a piece begins: a whole number of grains from 0, or at the end. */
  private static int start(int length, int grain, int piece, int pieces) {
    return (int) Math.min(length, (long) grains(length, grain) * piece / pieces * grain);
  }

  private static int grains(int length, int grain) {
    return (length + grain - 1) / grain;
  }
}
