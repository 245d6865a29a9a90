package org.gradus.core.random;

import java.util.HashSet;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Repeats the draws of Python's {@code random} module, or of {@code random.Random}, as CPython 3.2
 * and later make them.
 *
 * <table>
 * <caption>What corresponds</caption>
 * <tr><th>Python<th>here
 * <tr><td>{@code Random(42)}, {@code seed(42)}<td>{@code PythonRandom.of(42)}
 * <tr><td>{@code random()}<td>{@link #nextDouble()}
 * <tr><td>{@code getrandbits(k)}<td>{@link #nextBits}
 * <tr><td>{@code randrange(n)}<td>{@link #nextInt(int)}
 * <tr><td>{@code randint(a, b)}<td>{@link #nextInt(int, int) nextInt(a, b + 1)}
 * <tr><td>{@code shuffle(x)}<td>{@link #shuffle(List)}, {@link #shuffle(int[])}
 * <tr><td>{@code choice(x)}<td>{@link #choice}
 * <tr><td>{@code sample(range(n), k)}<td>{@link #sample}
 * <tr><td>{@code gauss(0, 1)}<td>{@link #nextGaussian()}
 * </table>
 *
 * <p>All draws are bit-equal to Python's, but normal draws may differ in the last place, since
 * Python uses the functions of the C library and this class those of {@link Math}. The float32
 * draws are the float64 draws rounded, but never up to 1.
 *
 * <p>Named streams do not exist in Python; those of this class are the library's own generator.
 */
public final class PythonRandom implements RandomSource {
  static final String ALGORITHM = "python-mt19937";

  private static final double TWO_PI = 2 * Math.PI;

  private final MersenneTwister twister;
  private final StreamIdentity identity;
  private OptionalDouble pendingGaussian;

  private PythonRandom(TwisterState state) {
    twister = state.twister();
    identity = state.identity();
    pendingGaussian = state.pendingGaussian();
  }

  /**
   * Returns the source that {@code random.Random(seed)} is. The sign of the seed does not matter.
   */
  public static PythonRandom of(long seed) {
    long magnitude = Math.abs(seed);
    int upper = (int) (magnitude >>> 32);
    int[] key = upper == 0 ? new int[] {(int) magnitude} : new int[] {(int) magnitude, upper};
    return new PythonRandom(
        new TwisterState(
            MersenneTwister.ofKey(key), OptionalDouble.empty(), StreamIdentity.of(ALGORITHM, key)));
  }

  static PythonRandom restore(StateFields fields) {
    return new PythonRandom(TwisterState.parse(fields));
  }

  @Override
  public PhiloxRandom stream(String name) {
    return PhiloxRandom.of(identity.derive(name));
  }

  @Override
  public int nextInt() {
    return twister.nextInt();
  }

  /** {@inheritDoc} They are {@code getrandbits(64)}. */
  @Override
  public long nextLong() {
    return nextBits(Long.SIZE);
  }

  /**
   * Returns an integer of so many random bits: the upper ones of a word, and beyond 32 those of a
   * second word above the first.
   *
   * @param count in 0…64
   * @return the bits as an unsigned number
   * @throws IllegalArgumentException if the count is out of range
   */
  public long nextBits(int count) {
    if (count < 0 || count > Long.SIZE) {
      throw new IllegalArgumentException(
          "[nextBits] the number of bits is out of range: expected 0..64, got %s."
              .formatted(count));
    }
    if (count == 0) {
      return 0;
    }
    if (count <= Integer.SIZE) {
      return (nextInt() >>> (Integer.SIZE - count)) & 0xFFFFFFFFL;
    }
    long low = nextBits(Integer.SIZE);
    return (nextBits(count - Integer.SIZE) << Integer.SIZE) | low;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Draws as many bits as the bound has until their number is below it.
   */
  @Override
  public int nextInt(int bound) {
    Arguments.requireBound("nextInt", bound);
    int unused = Integer.numberOfLeadingZeros(bound);
    int value;
    do {
      value = nextInt() >>> unused;
    } while (value >= bound);
    return value;
  }

  @Override
  public double nextDouble() {
    return twister.nextDouble();
  }

  /**
   * {@inheritDoc} Draws pairs by the method of Box and Muller (1958); the second waits for the next
   * call.
   */
  @Override
  public double nextGaussian() {
    if (pendingGaussian.isPresent()) {
      double pending = pendingGaussian.getAsDouble();
      pendingGaussian = OptionalDouble.empty();
      return pending;
    }
    double angle = nextDouble() * TWO_PI;
    double radius = Math.sqrt(-2 * Math.log(1 - nextDouble()));
    pendingGaussian = OptionalDouble.of(Math.sin(angle) * radius);
    return Math.cos(angle) * radius;
  }

  /**
   * Returns one of the elements.
   *
   * @throws IllegalArgumentException if the list is empty
   */
  public <T> T choice(List<T> elements) {
    Arguments.requireBound("choice", elements.size());
    return elements.get(nextInt(elements.size()));
  }

  /**
   * Returns different numbers below the population in random order.
   *
   * <p>As Python, picks from a shrinking pool where that is smaller than a set of the numbers
   * drawn, and else draws again until the number is new.
   *
   * @throws IllegalArgumentException if the size is negative or above the population
   */
  public int[] sample(int population, int size) {
    Arguments.requireSample("sample", population, size);
    return population <= setSize(size)
        ? sampleFromPool(population, size)
        : sampleWithSet(population, size);
  }

  /** Returns what Python takes for the memory of a set of so many numbers, in pointers. */
  private static double setSize(int size) {
    double empty = 21;
    return size > 5 ? empty + Math.pow(4, Math.ceil(Math.log(size * 3.0) / Math.log(4))) : empty;
  }

  private int[] sampleFromPool(int population, int size) {
    int[] pool = new int[population];
    for (int i = 0; i < population; i++) {
      pool[i] = i;
    }
    int[] sample = new int[size];
    for (int i = 0; i < size; i++) {
      int j = nextInt(population - i);
      sample[i] = pool[j];
      pool[j] = pool[population - i - 1];
    }
    return sample;
  }

  private int[] sampleWithSet(int population, int size) {
    Set<Integer> seen = new HashSet<>();
    int[] sample = new int[size];
    for (int i = 0; i < size; ) {
      int candidate = nextInt(population);
      if (seen.add(candidate)) {
        sample[i++] = candidate;
      }
    }
    return sample;
  }

  @Override
  public String state() {
    return new TwisterState(twister, pendingGaussian, identity).format(ALGORITHM);
  }
}
