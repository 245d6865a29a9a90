package org.gradus.core.random;

/** The checks of arguments that the random sources share, and their messages. */
final class Arguments {
  private Arguments() {}

  static void requireRange(String operation, int size, int offset, int length) {
    if (offset < 0 || length < 0 || offset > size - length) {
      throw new IndexOutOfBoundsException(
          "[%s] the range is outside the array: expected 0 <= offset <= offset + length <= %s, got offset %s and length %s."
              .formatted(operation, size, offset, length));
    }
  }

  static void requireRange(String operation, int origin, int bound) {
    if (bound <= origin || bound - origin < 0) {
      throw new IllegalArgumentException(
          "[%s] the range of integers is empty or too wide: expected origin < bound < origin + 2^31, got origin %s and bound %s."
              .formatted(operation, origin, bound));
    }
  }

  static void requireBound(String operation, int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException(
          "[%s] the bound must be positive: expected at least 1, got %s."
              .formatted(operation, bound));
    }
  }

  static void requireNonNegative(String operation, String what, int value) {
    if (value < 0) {
      throw new IllegalArgumentException(
          "[%s] %s must not be negative: expected at least 0, got %s."
              .formatted(operation, what, value));
    }
  }

  static void requireBits(String operation, int[] bits, int offset, int count) {
    requireNonNegative(operation, "the number of bits", count);
    requireRange(operation, bits.length, offset, elementsOfBits(count));
  }

  /** Returns how many ints so many bits take. */
  static int elementsOfBits(int count) {
    return (count + Integer.SIZE - 1) / Integer.SIZE;
  }

  static double requireProbability(String operation, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "[%s] the probability is out of range: expected a number in [0, 1], got %s."
              .formatted(operation, probability));
    }
    return probability;
  }

  static void requireSample(String operation, int population, int size) {
    requireNonNegative(operation, "the population", population);
    if (size < 0 || size > population) {
      throw new IllegalArgumentException(
          "[%s] the sample does not fit the population: expected a size in 0..%s, got %s."
              .formatted(operation, population, size));
    }
  }
}
