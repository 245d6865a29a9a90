package org.gradus.core.internal.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Decides and makes kebab-case: lower-case words of ASCII letters and digits, joined by hyphens.
 */
public final class KebabCase {
  private static final Pattern PATTERN = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final int MAX_LENGTH = 64;

  private KebabCase() {}

  /**
   * Returns whether a word is kebab-case, such as {@code batch-norm} or {@code conv-2d}.
   *
   * @param word the word to check
   * @return true if it starts with a letter, has no empty part and at most 64 characters
   */
  public static boolean matches(String word) {
    return word.length() <= MAX_LENGTH && PATTERN.matcher(word).matches();
  }

  /**
   * Returns the name of an enum constant in kebab-case: {@code CHANNELS_LAST} is {@code
   * channels-last}.
   *
   * @param constant an enum constant in upper snake case
   * @return its name with hyphens and in lower case
   */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
