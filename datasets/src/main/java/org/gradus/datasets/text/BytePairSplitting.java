package org.gradus.datasets.text;

import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How text is cut before bytes are paired: no token spans a cut. Nothing is lost in cutting. */
public enum BytePairSplitting {
  /** The text stays whole. */
  NONE("(?s).+"),
  /**
   * Cuts before white space, and between letters, digits and other signs; a word has the space
   * before it, and English endings such as {@code 'll} are apart. That of GPT-2 (Radford et al.,
   * "Language models are unsupervised multitask learners", 2019).
   */
  GPT2("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+");

  @SuppressWarnings("ImmutableEnumChecker") // Patterns are immutable.
  private final Pattern pattern;

  BytePairSplitting(String pattern) {
    this.pattern = Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS);
  }

  /** Passes on the pieces of a text, in order. */
  void split(String text, Consumer<String> pieces) {
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      pieces.accept(matcher.group());
    }
  }
}
