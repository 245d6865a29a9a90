package org.gradus.datasets.text;

/** Two symbols that become one wherever they meet. */
record Merge(int left, int right) {
  /** Returns both in one number, by which pairs are looked up. */
  static long key(int left, int right) {
    return ((long) left << Integer.SIZE) | right;
  }
}
