package org.gradus.datasets.text;

import java.util.Comparator;

/** What {@code String} does not say about code points. */
final class Unicode {
  /**
   * The order of the code points, as of UTF-8 and of Python's strings. It differs from {@code
   * String}'s own where a character takes two {@code char}s.
   */
  static final Comparator<String> BY_CODE_POINTS = Unicode::compare;

  private Unicode() {}

  private static int compare(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      char x = a.charAt(i);
      char y = b.charAt(i);
      if (x != y) {
        return Character.isSurrogate(x) == Character.isSurrogate(y)
            ? Character.compare(x, y)
            : Boolean.compare(Character.isSurrogate(x), Character.isSurrogate(y));
      }
    }
    return Integer.compare(a.length(), b.length());
  }

  /**
   * Requires every surrogate to have its other half, without which there is no UTF-8 of a text.
   *
   * @throws IllegalArgumentException if one has not
   */
  static String requireWellFormed(String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (Character.charCount(text.codePointAt(i)) == 1) {
          throw new IllegalArgumentException(
              "[%s] the text is malformed: expected surrogates in pairs, got a single one at %s."
                  .formatted(what, i));
        }
        i++;
      }
    }
    return text;
  }
}
