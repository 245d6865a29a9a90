package org.gradus.core.compute;

import java.util.Locale;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Kernels;
import org.gradus.core.internal.kernels.ScalarKernels;
import org.gradus.core.internal.parallel.ThreadPool;

/**
 * The kernels and threads of this process.
 *
 * <p>Both are chosen by themselves: the Vector API where the JVM has it, as many threads as
 * processors. {@code -Dgradus.kernels=scalar|vector} and {@code -Dgradus.threads=N} choose at the
 * start, this class while running. Results are the same bits for any number of threads; between the
 * sets of kernels they differ by rounding.
 */
public final class Compute {
  private Compute() {}

  /** Returns the number of threads that numerical loops are divided among, the caller included. */
  public static int threads() {
    return ThreadPool.shared().threads();
  }

  /**
   * Sets the number of threads, for all loops that start from now on.
   *
   * @throws IllegalArgumentException if it is below 1 or above 1024
   */
  public static void setThreads(int threads) {
    ThreadPool.shared().setThreads(threads);
  }

  /** Returns the set of kernels in use. */
  public static KernelSet kernels() {
    return KernelSet.valueOf(Backend.current().name().toUpperCase(Locale.ROOT));
  }

  /**
   * Returns the kernels in use and what they run on, such as {@code vector, 16 floats (512 bit)}.
   */
  public static String description() {
    return Backend.current().description();
  }

  /**
   * Computes with a set of kernels, in all threads, until the result is closed.
   *
   * @throws IllegalStateException if the JVM does not have them; the message says what to add
   */
  public static Use use(KernelSet set) {
    Kernels kernels =
        switch (set) {
          case SCALAR -> new ScalarKernels();
          case VECTOR -> Backend.vector();
        };
    return Backend.use(kernels)::close;
  }

  /** Puts the kernels back that were in use before. */
  public interface Use extends AutoCloseable {
    @Override
    void close();
  }
}
