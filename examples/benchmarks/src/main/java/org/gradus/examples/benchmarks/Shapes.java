package org.gradus.examples.benchmarks;

import java.util.regex.Pattern;

/** The notation of the benchmarks for sizes: numbers with x between them. */
final class Shapes {
  private static final Pattern TIMES = Pattern.compile("x");

  private Shapes() {}

  /** Returns the numbers of {@code 32x200x30}. */
  static long[] parse(String shape) {
    return TIMES.splitAsStream(shape).mapToLong(Long::parseLong).toArray();
  }
}
