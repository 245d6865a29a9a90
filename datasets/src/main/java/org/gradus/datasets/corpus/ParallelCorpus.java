package org.gradus.datasets.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.archive.Archive;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.location.MalformedFileException;
import org.gradus.datasets.sequence.Padding;
import org.gradus.datasets.sequence.SequenceDataset;
import org.gradus.datasets.text.SpecialToken;
import org.gradus.datasets.text.TokenCounts;
import org.gradus.datasets.text.Tokenizer;
import org.gradus.datasets.text.Vocabulary;

/**
 * Sentences and their translations.
 *
 * <pre>{@code
 * ParallelCorpus corpus = ParallelCorpus.englishFrench().upTo(10);
 * Vocabulary english = corpus.sourceVocabulary(2);
 * Vocabulary french = corpus.targetVocabulary(2);
 * BatchSource batches = corpus.dataset(english, french).bucketed(64);
 * }</pre>
 *
 * <p>Each batch is seen by an encoder and a decoder as {@link
 * org.gradus.datasets.sequence.TeacherForcing} shows it.
 */
public final class ParallelCorpus {
  /** English and French: 167,130 pairs by Tatoeba, as published by ManyThings in April 2019. */
  public static final DataFile ENGLISH_FRENCH =
      DataFile.of(
          "fra-eng/fra-eng.zip",
          3_424_571,
          Checksum.sha256("161c93f18da3a7e6df611ed961426613260de8af06ccf8c79c977afe5135ac44"),
          "CC BY 2.0 (France): www.manythings.org/anki and tatoeba.org.",
          "https://raw.githubusercontent.com/modelexlab/data/adddaf33ac35572bcfeb421efec29435e7ea9332"
              + "/fra-eng.zip");

  private static final String NAME = "parallel-corpus";

  private final List<Pair> pairs;

  private ParallelCorpus(List<Pair> pairs) {
    this.pairs = List.copyOf(pairs);
  }

  /**
   * A sentence and its translation, as tokens.
   *
   * @param source the sentence
   * @param target its translation
   */
  public record Pair(List<String> source, List<String> target) {}

  /**
   * Reads the published English and French sentences, cut by {@link SentenceTokenizer}, from where
   * {@link DataHome#standard} says.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if they are neither on this
   *     machine nor can be downloaded
   */
  public static ParallelCorpus englishFrench() {
    return englishFrench(DataHome.standard());
  }

  /**
   * Reads the published English and French sentences, cut by {@link SentenceTokenizer}.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if they are neither on this
   *     machine nor can be downloaded
   */
  public static ParallelCorpus englishFrench(DataHome home) {
    byte[] text = Archive.of(home.locate(ENGLISH_FRENCH)).read("fra-eng/fra.txt");
    return parse(new String(text, StandardCharsets.UTF_8), new SentenceTokenizer());
  }

  /**
   * Reads pairs, one a line: the sentence, a tabulator and its translation, and maybe another
   * tabulator and where they are from, which is left out. Empty lines are left out too.
   *
   * @param tokenizer cuts both
   * @throws MalformedFileException if a line has no tabulator
   */
  public static ParallelCorpus parse(String text, Tokenizer tokenizer) {
    List<Pair> pairs = new ArrayList<>();
    for (String line : text.lines().filter(read -> !read.isBlank()).toList()) {
      int first = line.indexOf('\t');
      if (first < 0) {
        throw MalformedFileException.of(
            NAME, "a line is no pair", "two sentences with a tabulator between", quote(line));
      }
      int second = line.indexOf('\t', first + 1);
      String target = line.substring(first + 1, second < 0 ? line.length() : second);
      pairs.add(new Pair(tokenizer.split(line.substring(0, first)), tokenizer.split(target)));
    }
    return new ParallelCorpus(pairs);
  }

  private static String quote(String line) {
    return "\"" + (line.length() <= 80 ? line : line.substring(0, 77) + "...") + "\"";
  }

  /** Returns the pairs, in order. */
  public List<Pair> pairs() {
    return pairs;
  }

  /** Returns the number of pairs. */
  public int size() {
    return pairs.size();
  }

  /**
   * Returns the pairs of which neither sentence has more tokens.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public ParallelCorpus upTo(int tokens) {
    Settings.requireSize(NAME, "tokens", tokens);
    return new ParallelCorpus(
        pairs.stream()
            .filter(pair -> Math.max(pair.source.size(), pair.target.size()) <= tokens)
            .toList());
  }

  /**
   * Returns the parts of the pairs in a random order: of the different sentences 80 % for training,
   * 10 % for validation and 10 % for testing, each with all of its translations, so that none is in
   * two parts.
   */
  public Parts<ParallelCorpus> split(RandomSource random) {
    Map<List<String>, List<Pair>> bySource = new LinkedHashMap<>();
    pairs.forEach(pair -> bySource.computeIfAbsent(pair.source, s -> new ArrayList<>()).add(pair));
    List<List<Pair>> sentences = new ArrayList<>(bySource.values());
    random.shuffle(sentences);
    return Parts.cut(sentences)
        .map(part -> new ParallelCorpus(part.stream().flatMap(List::stream).toList()));
  }

  /**
   * Returns the tokens of the sentences, the most frequent first, after all special ones: {@link
   * SpecialToken#PADDING} is 0.
   *
   * @param minimumCount how often a token occurs at least; others become {@link
   *     SpecialToken#UNKNOWN}
   */
  public Vocabulary sourceVocabulary(long minimumCount) {
    return vocabulary(Pair::source, minimumCount);
  }

  /** Returns the tokens of the translations, as {@link #sourceVocabulary}. */
  public Vocabulary targetVocabulary(long minimumCount) {
    return vocabulary(Pair::target, minimumCount);
  }

  private Vocabulary vocabulary(Function<Pair, List<String>> side, long minimumCount) {
    return TokenCounts.of(pairs.stream().map(side).flatMap(List::stream))
        .vocabulary(minimumCount, SpecialToken.values());
  }

  /**
   * Returns the pairs as numbers: inputs are sentences and {@link SpecialToken#END}; targets are
   * {@link SpecialToken#START}, translations and {@link SpecialToken#END}.
   *
   * @param source numbers the tokens of sentences
   * @param target numbers the tokens of translations
   * @throws IllegalArgumentException if one of these, or {@link SpecialToken#PADDING}, is not in a
   *     vocabulary, padding has different numbers, or a token has none
   */
  public SequenceDataset dataset(Vocabulary source, Vocabulary target) {
    int padding = source.id(SpecialToken.PADDING);
    Settings.require(
        target.id(SpecialToken.PADDING) == padding,
        NAME,
        "the number of padding in the target's vocabulary",
        "that in the source's, " + padding,
        target.id(SpecialToken.PADDING));
    int start = target.id(SpecialToken.START);
    int end = target.id(SpecialToken.END);
    int sourceEnd = source.id(SpecialToken.END);
    List<int[]> inputs = new ArrayList<>(pairs.size());
    List<int[]> targets = new ArrayList<>(pairs.size());
    for (Pair pair : pairs) {
      inputs.add(joined(IntStream.empty(), source.encode(pair.source), sourceEnd));
      targets.add(joined(IntStream.of(start), target.encode(pair.target), end));
    }
    return SequenceDataset.of(inputs, targets, Padding.atEnd(padding));
  }

  private static int[] joined(IntStream before, int[] tokens, int after) {
    IntStream ended = IntStream.concat(IntStream.of(tokens), IntStream.of(after));
    return IntStream.concat(before, ended).toArray();
  }
}
