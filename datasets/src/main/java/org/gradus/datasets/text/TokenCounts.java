package org.gradus.datasets.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How often each token occurs. */
public final class TokenCounts {
  private static final Comparator<Map.Entry<String, Long>> MOST_FREQUENT =
      Map.Entry.<String, Long>comparingByValue()
          .reversed()
          .thenComparing(Map.Entry.comparingByKey(Unicode.BY_CODE_POINTS));

  private final Map<String, Long> counts;

  private TokenCounts(Map<String, Long> counts) {
    this.counts = counts;
  }

  /** Counts tokens. */
  public static TokenCounts of(Iterable<String> tokens) {
    Map<String, Long> counts = new HashMap<>();
    tokens.forEach(token -> counts.merge(token, 1L, Long::sum));
    return new TokenCounts(counts);
  }

  /** Counts tokens. */
  public static TokenCounts of(Stream<String> tokens) {
    return of(tokens::iterator);
  }

  /** Returns how often a token occurs, 0 if it does not. */
  public long count(String token) {
    return counts.getOrDefault(token, 0L);
  }

  /** Returns the number of different tokens. */
  public int distinct() {
    return counts.size();
  }

  /** Returns the number of tokens. */
  public long total() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * Returns the tokens that occur often enough, the most frequent first; those of the same
   * frequency in the order of their code points, so that nothing depends on the order of counting.
   *
   * @param minimumCount how often a token occurs at least
   */
  public List<String> mostFrequent(long minimumCount) {
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() >= minimumCount)
        .sorted(MOST_FREQUENT)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * Returns the vocabulary of the tokens that occur often enough, in the order of {@link
   * #mostFrequent}, after special ones. Rarer tokens are merged into one if {@link
   * SpecialToken#UNKNOWN} is among these.
   *
   * @param minimumCount how often a token occurs at least
   * @throws IllegalArgumentException if a special token is given twice, or a token has a surrogate
   *     without its other half
   */
  public Vocabulary vocabulary(long minimumCount, SpecialToken... specials) {
    return Vocabulary.of(mostFrequent(minimumCount), specials);
  }

  /**
   * Returns the vocabulary of the most frequent tokens, as {@link #vocabulary}.
   *
   * @param size of the vocabulary at most, special tokens included
   * @throws IllegalArgumentException as {@link #vocabulary}
   */
  public Vocabulary largestVocabulary(int size, SpecialToken... specials) {
    List<String> tokens = mostFrequent(1);
    int room = Math.max(0, size - specials.length);
    return Vocabulary.of(tokens.subList(0, Math.min(room, tokens.size())), specials);
  }
}
