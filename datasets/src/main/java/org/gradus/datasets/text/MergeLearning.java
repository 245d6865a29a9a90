package org.gradus.datasets.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;

/**
 * Learns which pairs of symbols to merge: again and again the most frequent pair, and of equally
 * frequent ones that whose first occurrence is the first. So do algorithm 1 of Sennrich, Haddow and
 * Birch, "Neural machine translation of rare words with subword units", 2016, and the programs that
 * follow it, but they count all pairs anew for each merge.
 *
 * <p>Here the words are linked lists, and a merge visits its own occurrences only. A pair with the
 * new symbol occurs for the first time in that very merge, and all later ones can only take
 * occurrences away from it. So in the queue the rank of a pair is at worst too good: the first one
 * is checked, and put back if it is. In all this takes O(n log n) for n symbols.
 */
final class MergeLearning {
  private static final int NONE = -1;
  private static final Comparator<Pair> MOST_FREQUENT =
      Comparator.comparingLong((Pair pair) -> -pair.rankedCount)
          .thenComparingInt(pair -> pair.rankedFirst);

  /** The symbols of all words one after the other; {@link #NONE} where one was merged away. */
  private final int[] symbols;

  private final int[] previous;
  private final int[] next;

  /** How often the word of a symbol occurs. */
  private final long[] weights;

  private final Map<Long, Pair> pairs = new HashMap<>();
  private final PriorityQueue<Pair> queue = new PriorityQueue<>(MOST_FREQUENT);

  /**
   * Starts from words.
   *
   * @param words the symbols of the different words
   * @param counts how often each occurs, at least 1
   */
  MergeLearning(List<int[]> words, long[] counts) {
    int length = words.stream().mapToInt(word -> word.length).reduce(0, Math::addExact);
    symbols = new int[length];
    previous = new int[length];
    next = new int[length];
    weights = new long[length];
    int start = 0;
    for (int i = 0; i < words.size(); i++) {
      int[] word = words.get(i);
      System.arraycopy(word, 0, symbols, start, word.length);
      for (int j = start; j < start + word.length; j++) {
        previous[j] = j == start ? NONE : j - 1;
        next[j] = j == start + word.length - 1 ? NONE : j + 1;
        weights[j] = counts[i];
      }
      start += word.length;
    }
    for (int i = 0; i < length; i++) {
      if (next[i] != NONE) {
        occur(symbols[i], symbols[next[i]], i, new ArrayList<>());
      }
    }
    pairs.values().forEach(this::rank);
  }

  /**
   * Learns merges until there are enough, or no pair is frequent enough.
   *
   * @param firstSymbol the symbol that the first merge makes; the others count on from there
   * @param longest how many of the first symbols a merge may join
   */
  List<Merge> learn(int merges, long minimumCount, int firstSymbol, int longest) {
    List<Merge> learned = new ArrayList<>();
    int[] lengths = new int[firstSymbol + merges];
    Arrays.fill(lengths, 0, firstSymbol, 1);
    while (learned.size() < merges) {
      Pair best = queue.poll();
      if (best == null) {
        break;
      }
      int length = lengths[best.left] + lengths[best.right];
      if (best.count < minimumCount || length > longest) {
        continue; // It will become neither more frequent nor shorter.
      }
      if (best.count != best.rankedCount || first(best) != best.rankedFirst) {
        rank(best);
        continue;
      }
      int merged = firstSymbol + learned.size();
      lengths[merged] = length;
      merge(best, merged);
      learned.add(new Merge(best.left, best.right));
    }
    return learned;
  }

  private void merge(Pair pair, int merged) {
    List<Pair> created = new ArrayList<>();
    for (int i = pair.passed; i < pair.occurrences; i++) {
      int at = pair.positions[i];
      if (!isAt(pair, at)) {
        continue; // An overlapping one, as in "aaa", was merged before it.
      }
      long weight = weights[at];
      int second = next[at];
      int before = previous[at];
      int after = next[second];
      symbols[at] = merged;
      symbols[second] = NONE;
      next[at] = after;
      if (before != NONE) {
        vanish(symbols[before], pair.left, weight);
        occur(symbols[before], merged, before, created);
      }
      if (after != NONE) {
        previous[after] = at;
        vanish(pair.right, symbols[after], weight);
        occur(merged, symbols[after], at, created);
      }
    }
    pairs.remove(Merge.key(pair.left, pair.right));
    created.forEach(this::rank);
  }

  private void occur(int left, int right, int position, List<Pair> created) {
    Pair pair =
        pairs.computeIfAbsent(
            Merge.key(left, right),
            key -> {
              Pair first = new Pair(left, right);
              created.add(first);
              return first;
            });
    pair.add(position, weights[position]);
  }

  private void vanish(int left, int right, long weight) {
    Pair pair = pairs.get(Merge.key(left, right));
    if (pair != null) {
      pair.count -= weight;
    }
  }

  /** Puts a pair into the queue, in which it is not, by what it is now. */
  private void rank(Pair pair) {
    if (pair.count > 0) {
      pair.rankedCount = pair.count;
      pair.rankedFirst = first(pair);
      queue.add(pair);
    }
  }

  /** Returns the first occurrence of a pair that has one. */
  private int first(Pair pair) {
    while (!isAt(pair, pair.positions[pair.passed])) {
      pair.passed++;
    }
    return pair.positions[pair.passed];
  }

  private boolean isAt(Pair pair, int position) {
    return symbols[position] == pair.left
        && next[position] != NONE
        && symbols[next[position]] == pair.right;
  }

  /** Two symbols and where they meet. */
  private static final class Pair {
    private final int left;
    private final int right;
    private long count;

    /** Where it occurs or did, in order, of which the first ones do no more. */
    private int[] positions = new int[2];

    private int occurrences;
    private int passed;

    /** What its place in the queue is by. */
    private long rankedCount;

    private int rankedFirst;

    Pair(int left, int right) {
      this.left = left;
      this.right = right;
    }

    private void add(int position, long weight) {
      if (occurrences == positions.length) {
        positions = Arrays.copyOf(positions, Math.multiplyExact(2, occurrences));
      }
      positions[occurrences++] = position;
      count += weight;
    }
  }
}
