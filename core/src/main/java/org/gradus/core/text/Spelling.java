package org.gradus.core.text;

import java.util.Optional;

/**
 * Finds the name that somebody probably meant, for messages about names that do not exist.
 *
 * <p>Upper and lower case differ, and characters are those of UTF-16.
 */
public final class Spelling {
  private Spelling() {}

  /**
   * Returns the candidate that a misspelt word most likely stands for.
   *
   * @param word what was written
   * @param candidates what could have been meant; of equally near ones the first wins
   * @return the nearest candidate, or empty if none is within one edit of a word of up to three
   *     letters, two edits of one of up to eight, and three edits of a longer one, or if those that
   *     are share no letter with it
   */
  public static Optional<String> nearest(String word, Iterable<String> candidates) {
    int best = (word.length() <= 3 ? 1 : word.length() <= 8 ? 2 : 3) + 1;
    Optional<String> nearest = Optional.empty();
    for (String candidate : candidates) {
      // The difference in length is a lower bound, so hostile lengths cost nothing.
      if (Math.abs(candidate.length() - word.length()) < best) {
        int distance = distance(word, candidate);
        if (distance < best && distance < Math.max(candidate.length(), word.length())) {
          best = distance;
          nearest = Optional.of(candidate);
        }
      }
    }
    return nearest;
  }

  /**
   * Counts the insertions, deletions, substitutions and swaps of neighbours that turn one word into
   * another.
   *
   * <p>The optimal string alignment distance: the one of Damerau (1964), with no part of a word
   * edited twice. Time is the product of both lengths.
   *
   * @param from a word
   * @param to another word
   * @return the number of edits, 0 for equal words
   */
  static int distance(String from, String to) {
    int[] beforePrevious = new int[to.length() + 1];
    int[] previous = new int[to.length() + 1];
    int[] current = new int[to.length() + 1];
    for (int j = 0; j <= to.length(); j++) {
      current[j] = j;
    }
    for (int i = 1; i <= from.length(); i++) {
      int[] recycled = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = recycled;
      current[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int substitution = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int edits = Math.min(previous[j], current[j - 1]) + 1;
        edits = Math.min(edits, previous[j - 1] + substitution);
        if (i > 1
            && j > 1
            && from.charAt(i - 1) == to.charAt(j - 2)
            && from.charAt(i - 2) == to.charAt(j - 1)) {
          edits = Math.min(edits, beforePrevious[j - 2] + 1);
        }
        current[j] = edits;
      }
    }
    return current[to.length()];
  }

  /**
   * Counts the insertions, deletions and substitutions that turn what is between the wildcards of a
   * pattern into parts of a text, so that the pattern fits it.
   *
   * <p>Without a wildcard it is the distance of Levenshtein (1965): a swap of neighbours counts as
   * two edits. Time is the product of both lengths.
   *
   * @param pattern {@code *} stands for any characters, also for none
   * @param text what it is laid over from end to end
   * @return the number of edits, 0 if the pattern fits
   */
  public static int distanceToPattern(String pattern, String text) {
    int[] previous = new int[text.length() + 1];
    for (int j = 0; j <= text.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= pattern.length(); i++) {
      boolean wildcard = pattern.charAt(i - 1) == '*';
      int[] current = new int[text.length() + 1];
      current[0] = previous[0] + (wildcard ? 0 : 1);
      for (int j = 1; j <= text.length(); j++) {
        if (wildcard) {
          current[j] = Math.min(previous[j], current[j - 1]);
        } else {
          int substitution = pattern.charAt(i - 1) == text.charAt(j - 1) ? 0 : 1;
          int edits = Math.min(previous[j], current[j - 1]) + 1;
          current[j] = Math.min(edits, previous[j - 1] + substitution);
        }
      }
      previous = current;
    }
    return previous[text.length()];
  }
}
