package org.gradus.core.internal.kernels.vector;

/**
 * The buffers in which a thread keeps packed copies of operands: grown on demand, kept for the next
 * product.
 */
final class Scratch {
  private static final ThreadLocal<Scratch> OWN = ThreadLocal.withInitial(Scratch::new);

  private float[] a = {};
  private float[] rows = {};
  private float[] b = {};
  private float[] c = {};

  private Scratch() {}

  /** Returns the buffers of the calling thread. */
  static Scratch own() {
    return OWN.get();
  }

  /** Returns the buffer for a copy of A, of at least {@code length} elements with any content. */
  float[] a(int length) {
    if (a.length < length) {
      a = new float[length];
    }
    return a;
  }

  /**
   * Returns the buffer for a copy of a few rows of A, or of its copy, of at least {@code length}
   * elements with any content.
   */
  float[] rows(int length) {
    if (rows.length < length) {
      rows = new float[length];
    }
    return rows;
  }

  /** Returns the buffer for a copy of B, of at least {@code length} elements with any content. */
  float[] b(int length) {
    if (b.length < length) {
      b = new float[length];
    }
    return b;
  }

  /** Returns the buffer for a copy of C, of at least {@code length} elements with any content. */
  float[] c(int length) {
    if (c.length < length) {
      c = new float[length];
    }
    return c;
  }
}
