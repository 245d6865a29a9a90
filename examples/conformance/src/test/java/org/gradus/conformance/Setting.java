package org.gradus.conformance;

import java.util.List;
import org.gradus.core.internal.kernels.Backend;
import org.gradus.core.internal.kernels.Kernels;
import org.gradus.core.internal.kernels.ScalarKernels;
import org.gradus.core.internal.parallel.ThreadPool;
import org.gradus.core.tensor.DType;

/** What a case is computed in and with: element type, kernels, number of threads. */
record Setting(DType dtype, Kernels kernels, int threads) {
  /** Returns the settings of every case; float64 is computed by the scalar loops in both sets. */
  static List<Setting> all() {
    Kernels scalar = new ScalarKernels();
    Kernels vector = Backend.vector();
    return List.of(
        new Setting(DType.FLOAT64, scalar, 1),
        new Setting(DType.FLOAT64, vector, 2),
        new Setting(DType.FLOAT32, scalar, 1),
        new Setting(DType.FLOAT32, scalar, 3),
        new Setting(DType.FLOAT32, vector, 1),
        new Setting(DType.FLOAT32, vector, 2),
        new Setting(DType.FLOAT32, vector, 3));
  }

  /** Runs the body in this setting, and puts back what was before. */
  void run(Runnable body) {
    ThreadPool pool = ThreadPool.shared();
    int before = pool.threads();
    try (Backend.Use use = Backend.use(kernels)) {
      pool.setThreads(threads);
      body.run();
    } finally {
      pool.setThreads(before);
    }
  }

  @Override
  public String toString() {
    return dtype + "/" + kernels.name() + "/" + threads;
  }
}
