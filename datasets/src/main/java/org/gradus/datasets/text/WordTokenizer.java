package org.gradus.datasets.text;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Cuts text into words: whatever a regular expression finds.
 *
 * <p>Joining puts a space between any two, so that it gives the same text only if that had just
 * these.
 *
 * @param pattern finds the tokens, one after the other; what is between them is dropped
 * @param lowerCase whether the text is put in lower case first, by the rules of no language
 */
public record WordTokenizer(Pattern pattern, boolean lowerCase) implements Tokenizer {
  private static final Pattern NOT_SPACE = Pattern.compile("\\S+", Pattern.UNICODE_CHARACTER_CLASS);

  private static final Pattern WORD_OR_SIGN =
      Pattern.compile(
          "[\\p{L}\\p{M}\\p{N}]+(?:['’][\\p{L}\\p{M}\\p{N}]+)*+|[^\\s\\p{L}\\p{M}\\p{N}]",
          Pattern.UNICODE_CHARACTER_CLASS);

  /** Returns the tokenizer that cuts at white space alone. */
  public static WordTokenizer atSpaces() {
    return new WordTokenizer(NOT_SPACE, false);
  }

  /**
   * Returns the tokenizer that cuts into words of letters and digits, which may have apostrophes
   * inside, and single signs: {@code Don't stop!} is {@code Don't}, {@code stop} and {@code !}.
   */
  public static WordTokenizer words() {
    return new WordTokenizer(WORD_OR_SIGN, false);
  }

  /** Returns this tokenizer of texts that are put in lower case first. */
  public WordTokenizer inLowerCase() {
    return new WordTokenizer(pattern, true);
  }

  @Override
  public List<String> split(String text) {
    String cased = lowerCase ? text.toLowerCase(Locale.ROOT) : text;
    return pattern.matcher(cased).results().map(MatchResult::group).toList();
  }

  @Override
  public String join(List<String> tokens) {
    return String.join(" ", tokens);
  }
}
