package org.gradus.datasets.text;

import static org.gradus.datasets.text.SpecialToken.PADDING;
import static org.gradus.datasets.text.SpecialToken.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TokenCountsTest {
  private final TokenCounts counts =
      TokenCounts.of(Stream.of("to", "be", "or", "not", "to", "be", "to"));

  @Test
  void counts() {
    assertEquals(3, counts.count("to"));
    assertEquals(0, counts.count("too"));
    assertEquals(4, counts.distinct());
    assertEquals(7, counts.total());
  }

  @Test
  void ordersByFrequencyThenByCodePoints() {
    assertEquals(List.of("to", "be", "not", "or"), counts.mostFrequent(1));
    assertEquals(List.of("to", "be"), counts.mostFrequent(2));
    assertEquals(
        List.of("\uFF5E", "🐱", "🐱a"),
        TokenCounts.of(List.of("🐱a", "🐱", "\uFF5E")).mostFrequent(1));
  }

  @Test
  void mergesRareTokens() {
    Vocabulary vocabulary = counts.vocabulary(2, PADDING, UNKNOWN);
    assertEquals(List.of("<pad>", "<unk>", "to", "be"), vocabulary.decode(0, 1, 2, 3));
    assertEquals(1, vocabulary.id("not"));
  }

  @Test
  void limitsTheSize() {
    assertEquals(
        Vocabulary.of(List.of("to", "be", "not"), UNKNOWN), counts.largestVocabulary(4, UNKNOWN));
    assertEquals(5, counts.largestVocabulary(100, UNKNOWN).size());
    assertEquals(1, counts.largestVocabulary(0, UNKNOWN).size());
  }
}
