package org.gradus.examples.benchmarks.workloads;

/** The SplitMix64 generator (Steele, Lea and Flood 2014), by which the data are defined. */
final class SplitMix {
  private long state;

  SplitMix(long seed) {
    state = seed;
  }

  private long next() {
    state += 0x9E3779B97F4A7C15L;
    long z = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** Returns a number in [0, 1). */
  double uniform() {
    return (next() >>> 11) * 0x1.0p-53;
  }

  /** Returns an integer in [0, bound). */
  int below(int bound) {
    return (int) (uniform() * bound);
  }

  /** Returns a standard normal number (Box and Muller 1958, the cosine half). */
  float gaussian() {
    double u = 1 - uniform();
    double v = uniform();
    return (float) (Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * v));
  }

  /** Returns the numbers from 0 to n − 1 in random order. */
  int[] permutation(int n) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      order[i] = i;
    }
    for (int i = n - 1; i > 0; i--) {
      int j = below(i + 1);
      int last = order[i];
      order[i] = order[j];
      order[j] = last;
    }
    return order;
  }
}
