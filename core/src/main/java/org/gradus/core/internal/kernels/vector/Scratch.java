package org.gradus.core.internal.kernels.vector;

/**
 * The buffers in which a thread keeps packed copies of operands: grown on demand, kept for the next
 * product.
 */
final class Scratch {
  private static final ThreadLocal<Scratch> OWN = ThreadLocal.withInitial(Scratch::new);

  private float[] a = {};
  private float[] vectors = {};
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

  /** Returns the buffer for rows of one vector, of at least {@code length} elements. */
  float[] vectors(int length) {
    if (vectors.length < length) {
      vectors = new float[length];
    }
    return vectors;
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
