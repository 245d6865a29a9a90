package org.gradus.datasets.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MergeLearningTest {
  private static final int UNLIMITED = 1000;

  /** Learns from words whose symbols are separated by spaces, and writes the merges alike. */
  private static List<String> learn(Map<String, Integer> words, int merges) {
    List<String> names = new ArrayList<>();
    List<int[]> symbols = new ArrayList<>();
    for (String word : words.keySet()) {
      List<String> parts = Arrays.asList(word.split(" ", -1));
      parts.stream().filter(part -> !names.contains(part)).distinct().forEach(names::add);
      symbols.add(parts.stream().mapToInt(names::indexOf).toArray());
    }
    long[] counts = words.values().stream().mapToLong(Integer::longValue).toArray();
    List<String> learned = new ArrayList<>();
    for (Merge merge :
        new MergeLearning(symbols, counts).learn(merges, 1, names.size(), UNLIMITED)) {
      String left = names.get(merge.left());
      String right = names.get(merge.right());
      learned.add(left + " " + right);
      names.add(left + right);
    }
    return learned;
  }

  /**
   * The vocabulary and the ten merges of algorithm 1 of Sennrich, Haddow and Birch (2016), as the
   * program that is printed there prints them.
   */
  @Test
  void learnsWhatThePaperDoes() {
    Map<String, Integer> words = new LinkedHashMap<>();
    words.put("l o w </w>", 5);
    words.put("l o w e r </w>", 2);
    words.put("n e w e s t </w>", 6);
    words.put("w i d e s t </w>", 3);
    assertEquals(
        List.of(
            "e s",
            "es t",
            "est </w>",
            "l o",
            "lo w",
            "n e",
            "ne w",
            "new est</w>",
            "low </w>",
            "w i"),
        learn(words, 10));
  }

  /** Figure 1 of the same paper, of the dictionary {low, lowest, newer, wider}. */
  @Test
  void learnsTheFigureOfThePaper() {
    Map<String, Integer> words = new LinkedHashMap<>();
    words.put("l o w ·", 1);
    words.put("l o w e s t ·", 1);
    words.put("n e w e r ·", 1);
    words.put("w i d e r ·", 1);
    List<String> merges = learn(words, 4);
    assertEquals(List.of("l o", "lo w", "e r", "er ·"), merges);
  }

  /** The example of Wikipedia's article on byte-pair encoding: aaabdaaabac is XdXac at last. */
  @Test
  void learnsOverlappingPairs() {
    assertEquals(List.of("a a", "aa a", "aaa b"), learn(Map.of("a a a b d a a a b a c", 1), 3));
  }

  @Test
  void endsWhereNothingIsLeft() {
    assertEquals(List.of("a b", "ab c"), learn(Map.of("a b c", 1), 9));
    assertEquals(List.of(), learn(Map.of("a", 7), 9));
    assertEquals(List.of(), learn(Map.of(), 9));
  }

  @Test
  void makesNoLongerSymbolThanAllowed() {
    int[] word = new int[64];
    List<Merge> learned = new MergeLearning(List.of(word), new long[] {1}).learn(9, 1, 1, 8);
    assertEquals(List.of(new Merge(0, 0), new Merge(1, 1), new Merge(2, 2)), learned);
  }

  /** Counts all pairs anew for each merge, as the paper's program. */
  private static List<Merge> countedAnew(List<int[]> words, long[] counts, int merges, int first) {
    List<List<Integer>> current = new ArrayList<>();
    words.forEach(word -> current.add(new ArrayList<>(IntStream.of(word).boxed().toList())));
    List<Merge> learned = new ArrayList<>();
    while (learned.size() < merges) {
      Map<Merge, Long> pairs = new LinkedHashMap<>();
      for (int i = 0; i < counts.length; i++) {
        List<Integer> word = current.get(i);
        for (int j = 0; j + 1 < word.size(); j++) {
          pairs.merge(new Merge(word.get(j), word.get(j + 1)), counts[i], Long::sum);
        }
      }
      long most = pairs.values().stream().mapToLong(Long::longValue).max().orElse(0);
      if (most < 2) {
        break;
      }
      Merge best = pairs.keySet().stream().filter(p -> pairs.get(p) == most).findFirst().get();
      for (List<Integer> word : current) {
        for (int j = 0; j + 1 < word.size(); j++) {
          if (word.get(j) == best.left() && word.get(j + 1) == best.right()) {
            word.set(j, first + learned.size());
            word.remove(j + 1);
          }
        }
      }
      learned.add(best);
    }
    return learned;
  }

  @Property(tries = 500)
  void learnsWhatCountingAnewLearns(
      @ForAll @Size(min = 1, max = 6) List<@Size(max = 25) List<@IntRange(max = 3) Integer>> texts,
      @ForAll @IntRange(min = 1, max = 3) int weight) {
    List<int[]> words =
        texts.stream().map(text -> text.stream().mapToInt(i -> i).toArray()).toList();
    long[] counts = IntStream.range(0, words.size()).mapToLong(i -> 1 + i % weight).toArray();
    assertEquals(
        countedAnew(words, counts, 12, 4),
        new MergeLearning(words, counts).learn(12, 2, 4, UNLIMITED));
  }
}
