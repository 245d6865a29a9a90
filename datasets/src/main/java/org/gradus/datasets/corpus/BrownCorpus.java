package org.gradus.datasets.corpus;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.gradus.datasets.archive.Archive;
import org.gradus.datasets.location.Checksum;
import org.gradus.datasets.location.DataFile;
import org.gradus.datasets.location.DataHome;
import org.gradus.datasets.location.MalformedFileException;
import org.gradus.datasets.sequence.TokenStream;
import org.gradus.datasets.text.SpecialToken;
import org.gradus.datasets.text.TokenCounts;
import org.gradus.datasets.text.Vocabulary;
import org.gradus.datasets.text.WordTokenizer;

/**
 * The Brown corpus: American English of 1961, from 500 texts of 15 kinds, as words and signs.
 *
 * <pre>{@code
 * BrownCorpus corpus = BrownCorpus.load();
 * Vocabulary vocabulary = corpus.vocabulary(4);
 * Dataset train = corpus.stream(CorpusPart.TRAIN, vocabulary).contexts(4);
 * }</pre>
 *
 * <p>It is cut as for the first neural language model: 800,000 words for training, the next 200,000
 * for validation, the rest for testing. Bengio, Ducharme, Vincent and Jauvin, "A neural
 * probabilistic language model", 2003, count 1,181,041 words; there are 1,161,192 here.
 *
 * <p>Source: Francis and Kučera, 1964, revised 1979, as distributed by NLTK.
 */
public final class BrownCorpus {
  /** The corpus as distributed by NLTK. */
  public static final DataFile FILE =
      DataFile.of(
          "brown/brown.zip",
          3_314_357,
          Checksum.sha256("9b275f9b3b95d7bd66ccfb7cd259f445a13bbe5d1f4107aba09fd3e8364bafa6"),
          "Distributed with the permission of the copyright holder, redistribution permitted; may be"
              + " used for non-commercial purposes.",
          "https://raw.githubusercontent.com/nltk/nltk_data/gh-pages/packages/corpora/brown.zip");

  private static final Pattern TEXT = Pattern.compile("brown/c[a-r][0-9]{2}");
  private static final int TRAIN_END = 800_000;
  private static final int VALIDATION_END = 1_000_000;

  private final List<String> words;

  private BrownCorpus(List<String> words) {
    this.words = List.copyOf(words);
  }

  /**
   * Reads the corpus, from where {@link DataHome#standard} says.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public static BrownCorpus load() {
    return load(DataHome.standard());
  }

  /**
   * Reads the corpus.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public static BrownCorpus load(DataHome home) {
    Map<String, byte[]> texts =
        Archive.of(home.locate(FILE)).read(name -> TEXT.matcher(name).matches());
    StringBuilder joined = new StringBuilder();
    new TreeMap<>(texts)
        .values()
        .forEach(text -> joined.append(new String(text, StandardCharsets.UTF_8)).append('\n'));
    return parse(joined.toString());
  }

  /**
   * Reads words that each have their part of speech after a slash, {@code said/vbd}, with white
   * space between them.
   *
   * @throws MalformedFileException if a word has no slash
   */
  public static BrownCorpus parse(String text) {
    List<String> words = new ArrayList<>();
    Map<String, String> forms = new HashMap<>();
    for (String token : WordTokenizer.atSpaces().split(text)) {
      int slash = token.lastIndexOf('/');
      if (slash < 1) {
        throw MalformedFileException.of(
            "brown", "a token is no word with a part of speech", "word/tag", "\"" + token + "\"");
      }
      String word = token.substring(0, slash);
      words.add(forms.computeIfAbsent(word, form -> form));
    }
    return new BrownCorpus(words);
  }

  /** Returns all words and signs, in order. */
  public List<String> words() {
    return words;
  }

  /** Returns the words and signs of a part, in order. */
  public List<String> words(CorpusPart part) {
    int trainEnd = Math.min(TRAIN_END, words.size());
    int validationEnd = Math.min(VALIDATION_END, words.size());
    return switch (part) {
      case TRAIN -> words.subList(0, trainEnd);
      case VALIDATION -> words.subList(trainEnd, validationEnd);
      case TEST -> words.subList(validationEnd, words.size());
    };
  }

  /**
   * Returns the words that are frequent in the training part, the most frequent first, after {@link
   * SpecialToken#UNKNOWN}, into which all others are merged.
   *
   * @param minimumCount how often a word is there at least; 4 in the paper of 2003
   */
  public Vocabulary vocabulary(long minimumCount) {
    return TokenCounts.of(words(CorpusPart.TRAIN)).vocabulary(minimumCount, SpecialToken.UNKNOWN);
  }

  /**
   * Returns a part as numbers of words.
   *
   * @throws IllegalArgumentException if a word is not in the vocabulary, and it has no {@link
   *     SpecialToken#UNKNOWN}
   */
  public TokenStream stream(CorpusPart part, Vocabulary vocabulary) {
    return TokenStream.of(vocabulary.encode(words(part)));
  }
}
