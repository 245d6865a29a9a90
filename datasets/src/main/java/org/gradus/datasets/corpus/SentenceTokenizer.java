package org.gradus.datasets.corpus;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.gradus.datasets.text.Tokenizer;
import org.gradus.datasets.text.WordTokenizer;

/**
 * Cuts sentences for translation as the textbook "Dive into deep learning" (Zhang et al., 2023)
 * does: in lower case, at spaces of any width, and before each comma, full stop, exclamation and
 * question mark. Apostrophes stay: {@code J'ai ri !} is {@code j'ai}, {@code ri} and {@code !}.
 *
 * <p>Joining puts a space before every token but these marks.
 */
public record SentenceTokenizer() implements Tokenizer {
  private static final Pattern MARK = Pattern.compile("[,.!?]");
  private static final Pattern SPACED_MARK = Pattern.compile(" ([,.!?])");

  @Override
  public List<String> split(String text) {
    String spaced = MARK.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" $0");
    return WordTokenizer.atSpaces().split(spaced);
  }

  @Override
  public String join(List<String> tokens) {
    return SPACED_MARK.matcher(String.join(" ", tokens)).replaceAll("$1");
  }
}
