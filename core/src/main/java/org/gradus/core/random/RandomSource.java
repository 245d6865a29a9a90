package org.gradus.core.random;

import java.util.Collections;
import java.util.List;

/**
 * Draws random numbers in a sequence that its seed determines.
 *
 * <p>The sequence is part of the contract: the same seed and the same calls give the same bits on
 * every Java version and platform, where a method does not say otherwise. A source is explicit:
 * code that draws takes one as an argument, and independent consumers take named substreams of it,
 * so that adding a draw in one place changes no number in another:
 *
 * <pre>{@code
 * RandomSource random = RandomSource.of(42);
 * RandomSource weights = random.stream("encoder/0/weight");
 * RandomSource dropout = random.stream("dropout");
 * }</pre>
 *
 * <p>{@link #state()} and {@link #restore} continue a sequence in another process. That every
 * source can be restored is why the interface is sealed.
 *
 * <p>Sources are mutable and not safe for use by several threads at once; give each thread a
 * substream of its own.
 */
public sealed interface RandomSource permits PhiloxRandom, NumpyRandom, PythonRandom {

  /** Returns the library's own generator, seeded with any number. */
  static PhiloxRandom of(long seed) {
    return PhiloxRandom.of(seed);
  }

  /**
   * Returns a source that continues where the source of this state was.
   *
   * @param state what {@link #state()} returned
   * @throws IllegalArgumentException if the text is not a state of one of the sources
   */
  static RandomSource restore(String state) {
    StateFields fields = StateFields.parse(state);
    return switch (fields.algorithm()) {
      case PhiloxRandom.ALGORITHM -> PhiloxRandom.restore(fields);
      case NumpyRandom.ALGORITHM -> NumpyRandom.restore(fields);
      case PythonRandom.ALGORITHM -> PythonRandom.restore(fields);
      default -> throw fields.unknownAlgorithm();
    };
  }

  /**
   * Returns a new source whose sequence depends on this source's seed and the name only: not on
   * what was drawn from either, nor on other streams. This source is not disturbed; asking twice
   * gives two sources at the start of the same sequence.
   *
   * <p>Names are paths: {@code stream("a/b")} is {@code stream("a").stream("b")}. The streams of
   * all sources are {@linkplain PhiloxRandom Philox} generators with a 128-bit identity, so that
   * two names never share a sequence in practice: starting from a 128-bit identity, for each
   * segment of the path,
   *
   * <pre>identity ← first 16 bytes of SHA-256(identity ‖ UTF-8 bytes of the segment)</pre>
   *
   * where the first 8 bytes are the Philox key and the next 8 the upper half of its counter, both
   * little-endian. The identity of {@code of(seed)} is (seed, 0).
   *
   * @param name segments separated by {@code /}, none of them empty
   * @throws IllegalArgumentException if the name or a segment is empty
   */
  PhiloxRandom stream(String name);

  /** Returns the next 32 random bits. */
  int nextInt();

  /** Returns the next 64 random bits. */
  long nextLong();

  /**
   * Returns an integer in [0, bound), each with the same probability exactly.
   *
   * @throws IllegalArgumentException if the bound is not positive
   */
  int nextInt(int bound);

  /**
   * Returns an integer in [origin, bound), each with the same probability exactly.
   *
   * @throws IllegalArgumentException if the bound is not above the origin, or the two are 2³¹ or
   *     more apart
   */
  default int nextInt(int origin, int bound) {
    Arguments.requireRange("nextInt", origin, bound);
    return origin + nextInt(bound - origin);
  }

  /**
   * Returns a number in [0, 1) in float32 resolution: the next double, rounded to nearest but never
   * up to 1, where a source does not say otherwise.
   */
  default float nextFloat() {
    return Math.min((float) nextDouble(), Math.nextDown(1f));
  }

  /** Returns a multiple of 2⁻⁵³ in [0, 1), each with the same probability. */
  double nextDouble();

  /** Returns a number of the normal distribution of mean 0 and standard deviation 1. */
  double nextGaussian();

  /**
   * Returns true with the given probability.
   *
   * @param probability in [0, 1]
   * @throws IllegalArgumentException if the probability is outside [0, 1] or NaN
   */
  default boolean nextBoolean(double probability) {
    Arguments.requireProbability("nextBoolean", probability);
    return nextDouble() < probability;
  }

  /**
   * Sets each element to a number in [0, 1), as {@link #nextFloat()} would one after the other.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  default void fillUniform(float[] values, int offset, int length) {
    Arguments.requireRange("fillUniform", values.length, offset, length);
    for (int i = offset; i < offset + length; i++) {
      values[i] = nextFloat();
    }
  }

  /**
   * Sets each element to a number in [0, 1), as {@link #nextDouble()} would one after the other.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  default void fillUniform(double[] values, int offset, int length) {
    Arguments.requireRange("fillUniform", values.length, offset, length);
    for (int i = offset; i < offset + length; i++) {
      values[i] = nextDouble();
    }
  }

  /**
   * Sets each element to a number of the standard normal distribution. Filling a range in pieces
   * gives the same numbers as filling it at once.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  default void fillGaussian(float[] values, int offset, int length) {
    Arguments.requireRange("fillGaussian", values.length, offset, length);
    for (int i = offset; i < offset + length; i++) {
      values[i] = (float) nextGaussian();
    }
  }

  /**
   * Sets each element to a number of the standard normal distribution, as {@link #nextGaussian()}
   * would one after the other.
   *
   * @throws IndexOutOfBoundsException if the range is not within the array
   */
  default void fillGaussian(double[] values, int offset, int length) {
    Arguments.requireRange("fillGaussian", values.length, offset, length);
    for (int i = offset; i < offset + length; i++) {
      values[i] = nextGaussian();
    }
  }

  /**
   * Sets each element to {@code success} with the given probability and to 0 otherwise, as {@link
   * #nextBoolean} would decide one after the other: the mask of dropout with {@code success} = 1 /
   * probability.
   *
   * @param probability in [0, 1]
   * @throws IndexOutOfBoundsException if the range is not within the array
   * @throws IllegalArgumentException if the probability is outside [0, 1] or NaN
   */
  default void fillBernoulli(
      float[] values, int offset, int length, double probability, float success) {
    Arguments.requireRange("fillBernoulli", values.length, offset, length);
    Arguments.requireProbability("fillBernoulli", probability);
    for (int i = offset; i < offset + length; i++) {
      values[i] = nextBoolean(probability) ? success : 0;
    }
  }

  /**
   * Sets each element to {@code success} with the given probability and to 0 otherwise, with the
   * same decisions as the float32 form.
   *
   * @param probability in [0, 1]
   * @throws IndexOutOfBoundsException if the range is not within the array
   * @throws IllegalArgumentException if the probability is outside [0, 1] or NaN
   */
  default void fillBernoulli(
      double[] values, int offset, int length, double probability, double success) {
    Arguments.requireRange("fillBernoulli", values.length, offset, length);
    Arguments.requireProbability("fillBernoulli", probability);
    for (int i = offset; i < offset + length; i++) {
      values[i] = nextBoolean(probability) ? success : 0;
    }
  }

  /**
   * Sets bits, 32 to an element and lowest first, with the same decisions as the float32 form: 1
   * with the given probability and 0 otherwise. Those left over of the last element are 0.
   *
   * @param offset the first element
   * @param count the number of bits
   * @param probability in [0, 1]
   * @throws IndexOutOfBoundsException if the bits are not within the array
   * @throws IllegalArgumentException if the probability is outside [0, 1] or NaN
   */
  default void fillBernoulli(int[] bits, int offset, int count, double probability) {
    Arguments.requireBits("fillBernoulli", bits, offset, count);
    Arguments.requireProbability("fillBernoulli", probability);
    for (int i = 0; i < count; i += Integer.SIZE) {
      int word = 0;
      for (int j = 0; j < Math.min(Integer.SIZE, count - i); j++) {
        word |= nextBoolean(probability) ? 1 << j : 0;
      }
      bits[offset + i / Integer.SIZE] = word;
    }
  }

  /**
   * Returns the numbers 0 … length − 1 in random order: the identity, {@linkplain #shuffle(int[])
   * shuffled}.
   *
   * @throws IllegalArgumentException if the length is negative
   */
  default int[] permutation(int length) {
    Arguments.requireNonNegative("permutation", "the length", length);
    int[] order = new int[length];
    for (int i = 0; i < length; i++) {
      order[i] = i;
    }
    shuffle(order);
    return order;
  }

  /**
   * Puts the elements in random order, every order with the same probability (Fisher and Yates
   * 1938, Durstenfeld 1964): for i from the last index down to 1, swaps element i with element
   * {@code nextInt(i + 1)}. NumPy and Python shuffle in this order of draws too.
   */
  default void shuffle(int[] values) {
    for (int i = values.length - 1; i > 0; i--) {
      int j = nextInt(i + 1);
      int value = values[i];
      values[i] = values[j];
      values[j] = value;
    }
  }

  /**
   * Puts the elements in random order, with the same draws as {@link #shuffle(int[])}.
   *
   * @param values a list whose elements can be set, with fast access by index
   * @throws UnsupportedOperationException if the list cannot be changed
   */
  default void shuffle(List<?> values) {
    for (int i = values.size() - 1; i > 0; i--) {
      Collections.swap(values, i, nextInt(i + 1));
    }
  }

  /**
   * Returns the seed and the position in the sequence as a line of ASCII text, for {@link
   * #restore}. It includes normal draws that are computed in pairs and not yet returned.
   */
  String state();
}
