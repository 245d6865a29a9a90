package org.gradus.core.internal.kernels;

import java.util.stream.Stream;

/** The kernels under test. */
final class KernelSets {
  private KernelSets() {}

  /** Returns both kernel sets. */
  static Stream<Kernels> all() {
    return Stream.of(new ScalarKernels(), Backend.vector());
  }
}
