package org.gradus.core.random;

/**
 * MT19937, the generator behind NumPy's legacy functions and Python's {@code random}.
 *
 * <p>Written here although Commons Math 3.6.1 has one: the state of that one, which checkpoints
 * need, can only be had through Java serialization, and from its seeds above 2³¹ − 1, taken as
 * negative numbers, follows another sequence than from the authors' {@code init_genrand}. The tests
 * compare the two elsewhere.
 *
 * <p>Source: Matsumoto, Nishimura, "Mersenne Twister: a 623-dimensionally equidistributed uniform
 * pseudo-random number generator", ACM TOMACS 8 (1998); seeding as revised in 2002.
 */
final class MersenneTwister {
  /** Words of the state. */
  static final int SIZE = 624;

  private static final int MIDDLE = 397;
  private static final int TWIST = 0x9908B0DF;
  private static final int UPPER = 0x80000000;
  private static final int LOWER = 0x7FFFFFFF;

  private final int[] state;
  private int index;

  private MersenneTwister(int[] state, int index) {
    this.state = state;
    this.index = index;
  }

  /** Seeds with one word, as {@code init_genrand}. */
  static MersenneTwister ofSeed(int seed) {
    int[] state = new int[SIZE];
    state[0] = seed;
    for (int i = 1; i < SIZE; i++) {
      state[i] = 1812433253 * (state[i - 1] ^ (state[i - 1] >>> 30)) + i;
    }
    return new MersenneTwister(state, SIZE);
  }

  /** Seeds with at least one word, as {@code init_by_array}. */
  static MersenneTwister ofKey(int[] key) {
    int[] state = ofSeed(19650218).state;
    int i = 1;
    int j = 0;
    for (int k = Math.max(SIZE, key.length); k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ (state[i - 1] >>> 30)) * 1664525) + key[j] + j;
      i = next(state, i);
      j = (j + 1) % key.length;
    }
    for (int k = SIZE - 1; k > 0; k--) {
      state[i] = (state[i] ^ (state[i - 1] ^ (state[i - 1] >>> 30)) * 1566083941) - i;
      i = next(state, i);
    }
    state[0] = UPPER;
    return new MersenneTwister(state, SIZE);
  }

  private static int next(int[] state, int i) {
    if (i + 1 < SIZE) {
      return i + 1;
    }
    state[0] = state[SIZE - 1];
    return 1;
  }

  /**
   * Continues from a saved state.
   *
   * @param index how many of the words have been used, 0…624
   */
  static MersenneTwister ofState(int[] words, int index) {
    return new MersenneTwister(words.clone(), index);
  }

  int[] words() {
    return state.clone();
  }

  int index() {
    return index;
  }

  /** Returns the next 32 bits. */
  int nextInt() {
    if (index == SIZE) {
      twist();
      index = 0;
    }
    int y = state[index++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9D2C5680;
    y ^= (y << 15) & 0xEFC60000;
    return y ^ (y >>> 18);
  }

  /** Returns a multiple of 2⁻⁵³ in [0, 1), from two words, as {@code genrand_res53}. */
  double nextDouble() {
    int upper = nextInt() >>> 5;
    int lower = nextInt() >>> 6;
    return (upper * 0x1p26 + lower) * 0x1p-53;
  }

  private void twist() {
    for (int i = 0; i < SIZE - MIDDLE; i++) {
      twist(i, i + 1, i + MIDDLE);
    }
    for (int i = SIZE - MIDDLE; i < SIZE - 1; i++) {
      twist(i, i + 1, i + MIDDLE - SIZE);
    }
    twist(SIZE - 1, 0, MIDDLE - 1);
  }

  private void twist(int i, int successor, int middle) {
    int y = (state[i] & UPPER) | (state[successor] & LOWER);
    state[i] = state[middle] ^ (y >>> 1) ^ (-(y & 1) & TWIST);
  }
}
