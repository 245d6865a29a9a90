package org.gradus.datasets.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Merges by their pairs, and how they are made in a word. */
final class MergeTable {
  private static final int NONE = -1;

  private final Map<Long, Integer> symbols = new HashMap<>();

  /**
   * Numbers the merges.
   *
   * @param firstSymbol the symbol that the first one makes
   * @throws IllegalArgumentException if two are of the same pair
   */
  MergeTable(int[][] merges, int firstSymbol) {
    for (int i = 0; i < merges.length; i++) {
      if (symbols.put(Merge.key(merges[i][0], merges[i][1]), firstSymbol + i) != null) {
        throw new IllegalArgumentException(
            "[byte-pair-encoder] a merge is there twice: expected each once, got %s again at %s."
                .formatted(Arrays.toString(merges[i]), i));
      }
    }
  }

  /**
   * Makes all merges in a word: the earliest learned first, of the same from left to right, in O(n
   * log n).
   *
   * @param word overwritten
   */
  int[] apply(int[] word) {
    int[] previous = new int[word.length];
    int[] next = new int[word.length];
    // In the upper half the symbol that a merge would make, in the lower one where.
    PriorityQueue<Long> candidates = new PriorityQueue<>();
    for (int i = 0; i < word.length; i++) {
      previous[i] = i - 1;
      next[i] = i + 1 < word.length ? i + 1 : NONE;
      offer(candidates, word, next, i);
    }
    for (Long best = candidates.poll(); best != null; best = candidates.poll()) {
      int symbol = (int) (best >>> Integer.SIZE);
      int at = (int) (long) best;
      if (symbolAt(word, next, at) != symbol) {
        continue; // A merge beside it has taken one of the two.
      }
      int second = next[at];
      word[at] = symbol;
      word[second] = NONE;
      next[at] = next[second];
      if (next[at] != NONE) {
        previous[next[at]] = at;
        offer(candidates, word, next, at);
      }
      if (previous[at] != NONE) {
        offer(candidates, word, next, previous[at]);
      }
    }
    return Arrays.stream(word).filter(symbol -> symbol != NONE).toArray();
  }

  private void offer(PriorityQueue<Long> candidates, int[] word, int[] next, int at) {
    int symbol = symbolAt(word, next, at);
    if (symbol != NONE) {
      candidates.add(((long) symbol << Integer.SIZE) | at);
    }
  }

  /** Returns what a symbol and the one after it would become, or {@link #NONE}. */
  private int symbolAt(int[] word, int[] next, int at) {
    if (word[at] == NONE || next[at] == NONE) {
      return NONE;
    }
    @Nullable Integer symbol = symbols.get(Merge.key(word[at], word[next[at]]));
    return symbol == null ? NONE : symbol;
  }
}
