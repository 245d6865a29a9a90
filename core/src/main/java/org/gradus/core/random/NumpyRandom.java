package org.gradus.core.random;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * Repeats the draws of NumPy's legacy generator: {@code numpy.random.seed(…)} and the functions
 * beside it, or {@code numpy.random.RandomState}, which NumPy froze in version 1.16 (2019).
 *
 * <table>
 * <caption>What corresponds</caption>
 * <tr><th>NumPy<th>here
 * <tr><td>{@code RandomState(42)}<td>{@code NumpyRandom.of(42)}
 * <tr><td>{@code RandomState([1, 2])}<td>{@code NumpyRandom.of(new int[] {1, 2})}
 * <tr><td>{@code random_sample()}, {@code rand()}<td>{@link #nextDouble()}, {@code fillUniform}
 * <tr><td>{@code randn()}, {@code standard_normal()}<td>{@link #nextGaussian()}, {@code fillGaussian}
 * <tr><td>{@code randint(n)}, {@code choice(n)}<td>{@link #nextInt(int)}
 * <tr><td>{@code randint(a, b)}<td>{@link #nextInt(int, int)}
 * <tr><td>{@code permutation(n)}, {@code shuffle(x)}<td>{@link #permutation}, {@link #shuffle(int[])}
 * <tr><td>{@code choice(n, k)}<td>{@link #choice}
 * <tr><td>{@code choice(n, k, replace=False)}<td>{@link #choiceWithoutReplacement}
 * </table>
 *
 * <p>The float32 fills are what {@code astype(float32)} makes of the float64 draws, except that a
 * uniform draw is never rounded up to 1. All draws are bit-equal to NumPy's, but normal draws may
 * differ in the last place, since NumPy uses the logarithm of the C library and this class {@link
 * Math#log}.
 *
 * <p>Named streams do not exist in NumPy; those of this class are the library's own generator.
 */
public final class NumpyRandom implements RandomSource {
  static final String ALGORITHM = "numpy-mt19937";

  private static final long SEED_LIMIT = 1L << 32;

  private final MersenneTwister twister;
  private final StreamIdentity identity;
  private OptionalDouble pendingGaussian;

  private NumpyRandom(TwisterState state) {
    twister = state.twister();
    identity = state.identity();
    pendingGaussian = state.pendingGaussian();
  }

  private static NumpyRandom of(MersenneTwister twister, int... seed) {
    return new NumpyRandom(
        new TwisterState(twister, OptionalDouble.empty(), StreamIdentity.of(ALGORITHM, seed)));
  }

  /**
   * Returns the source that {@code numpy.random.RandomState(seed)} is.
   *
   * @param seed in 0…2³² − 1
   * @throws IllegalArgumentException if the seed is out of range
   */
  public static NumpyRandom of(long seed) {
    if (seed < 0 || seed >= SEED_LIMIT) {
      throw new IllegalArgumentException(
          "[NumpyRandom] the seed is out of range: expected 0 <= seed < 2^32, got %s."
              .formatted(seed));
    }
    return of(MersenneTwister.ofSeed((int) seed), (int) seed);
  }

  /**
   * Returns the source that {@code numpy.random.RandomState(seed)} is with an array as seed.
   *
   * @param seed at least one word, each taken as unsigned
   * @throws IllegalArgumentException if the array is empty
   */
  public static NumpyRandom of(int[] seed) {
    if (seed.length == 0) {
      throw new IllegalArgumentException(
          "[NumpyRandom] the seed is empty: expected at least one word, got 0.");
    }
    return of(MersenneTwister.ofKey(seed), seed);
  }

  static NumpyRandom restore(StateFields fields) {
    return new NumpyRandom(TwisterState.parse(fields));
  }

  @Override
  public PhiloxRandom stream(String name) {
    return PhiloxRandom.of(identity.derive(name));
  }

  @Override
  public int nextInt() {
    return twister.nextInt();
  }

  /** {@inheritDoc} The first of two words is the upper half. */
  @Override
  public long nextLong() {
    long upper = (long) nextInt() << 32;
    return upper | (nextInt() & 0xFFFFFFFFL);
  }

  /**
   * {@inheritDoc}
   *
   * <p>Masks words to the number of bits of bound − 1 until one is below the bound; a bound of 1
   * draws nothing.
   */
  @Override
  public int nextInt(int bound) {
    Arguments.requireBound("nextInt", bound);
    if (bound == 1) {
      return 0;
    }
    int mask = -1 >>> Integer.numberOfLeadingZeros(bound - 1);
    int value;
    do {
      value = nextInt() & mask;
    } while (value >= bound);
    return value;
  }

  @Override
  public double nextDouble() {
    return twister.nextDouble();
  }

  /**
   * {@inheritDoc} Draws pairs by Marsaglia's polar method (1964); the second waits for the next
   * call.
   */
  @Override
  public double nextGaussian() {
    if (pendingGaussian.isPresent()) {
      double pending = pendingGaussian.getAsDouble();
      pendingGaussian = OptionalDouble.empty();
      return pending;
    }
    double x1;
    double x2;
    double r2;
    do {
      x1 = 2 * nextDouble() - 1;
      x2 = 2 * nextDouble() - 1;
      r2 = x1 * x1 + x2 * x2;
    } while (r2 >= 1 || r2 == 0);
    double factor = Math.sqrt(-2 * Math.log(r2) / r2);
    pendingGaussian = OptionalDouble.of(factor * x1);
    return factor * x2;
  }

  /**
   * Returns numbers below the population, each drawn from all of them.
   *
   * @throws IllegalArgumentException if the population is not positive or the size is negative
   */
  public int[] choice(int population, int size) {
    Arguments.requireBound("choice", population);
    Arguments.requireNonNegative("choice", "the size", size);
    int[] chosen = new int[size];
    for (int i = 0; i < size; i++) {
      chosen[i] = nextInt(population);
    }
    return chosen;
  }

  /**
   * Returns different numbers below the population: the start of a permutation of all.
   *
   * @throws IllegalArgumentException if the size is negative or above the population
   */
  public int[] choiceWithoutReplacement(int population, int size) {
    Arguments.requireSample("choiceWithoutReplacement", population, size);
    return Arrays.copyOf(permutation(population), size);
  }

  @Override
  public String state() {
    return new TwisterState(twister, pendingGaussian, identity).format(ALGORITHM);
  }
}
