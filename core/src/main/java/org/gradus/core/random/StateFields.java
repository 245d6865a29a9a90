package org.gradus.core.random;

import com.google.common.base.Splitter;
import java.util.HexFormat;
import java.util.List;

/**
 * A saved state, taken apart: the name of the algorithm and its fields, separated by colons. States
 * come from files, so every field is checked.
 */
final class StateFields {
  private static final Splitter FIELDS = Splitter.on(':');
  private static final int SHOWN = 40;

  private final String state;
  private final List<String> fields;

  private StateFields(String state) {
    this.state = state;
    fields = FIELDS.splitToList(state);
  }

  static StateFields parse(String state) {
    return new StateFields(state);
  }

  String algorithm() {
    return fields.get(0);
  }

  /** Throws unless there are this many fields after the name. */
  void requireCount(int count) {
    if (fields.size() != count + 1) {
      throw malformed(
          "%s fields after the name".formatted(count), "%s".formatted(fields.size() - 1));
    }
  }

  /** Returns field i, counted from 1, as text. */
  String text(int i) {
    return fields.get(i);
  }

  /** Returns field i, counted from 1, which is 16 hexadecimal digits. */
  long longAt(int i) {
    int[] words = intsAt(i, 2);
    return ((long) words[0] << 32) | (words[1] & 0xFFFFFFFFL);
  }

  /** Returns field i, counted from 1, which is count times 8 hexadecimal digits. */
  int[] intsAt(int i, int count) {
    String field = fields.get(i);
    int width = 2 * Integer.BYTES;
    if (field.length() != count * width) {
      throw malformed(
          "%s hexadecimal digits in field %s".formatted(count * width, i),
          "%s characters".formatted(field.length()));
    }
    int[] words = new int[count];
    for (int k = 0; k < count; k++) {
      words[k] = digits(i, field.substring(k * width, (k + 1) * width));
    }
    return words;
  }

  private int digits(int i, String digits) {
    if (!digits.chars().allMatch(HexFormat::isHexDigit)) {
      throw malformed("hexadecimal digits in field %s".formatted(i), "\"%s\"".formatted(digits));
    }
    return HexFormat.fromHexDigits(digits);
  }

  IllegalArgumentException unknownAlgorithm() {
    return malformed(
        "%s, %s or %s before the first colon"
            .formatted(PhiloxRandom.ALGORITHM, NumpyRandom.ALGORITHM, PythonRandom.ALGORITHM),
        "\"%s\"".formatted(shortened(algorithm())));
  }

  IllegalArgumentException malformed(String expected, String actual) {
    return new IllegalArgumentException(
        "[restore] the text is not the state of a random source: expected %s, got %s. The text begins \"%s\"."
            .formatted(expected, actual, shortened(state)));
  }

  private static String shortened(String text) {
    return text.substring(0, Math.min(text.length(), SHOWN));
  }
}
