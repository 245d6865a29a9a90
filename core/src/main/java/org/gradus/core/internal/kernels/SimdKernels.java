package org.gradus.core.internal.kernels;

/** Kernels that compute with vectors of floats, several numbers at a time. */
public interface SimdKernels extends Kernels {
  /** Returns the number of floats in a vector. */
  int lanes();
}
