package org.gradus.datasets.corpus;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.core.random.RandomSource;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.location.DataHome;

/**
 * Asks for English sentences and their French translations, of {@link
 * ParallelCorpus#englishFrench()}: {@code {"type": "gradus:english-french", "config": {"part":
 * "train", "longest": 10}}}.
 *
 * <p>Of all pairs that are short enough, 80 % of the English sentences are for training, 10 % for
 * validation and 10 % for testing; the vocabularies are those of the training part.
 *
 * @param part which sentences
 * @param longest how many tokens a sentence has at most, on both sides; at least 1
 * @param minimumCount how often a token occurs at least, to be told from other rare ones; 2 by
 *     default
 */
public record EnglishFrenchConfig(CorpusPart part, int longest, int minimumCount)
    implements Dataset.Config {
  private static final long SEED = 42;

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public EnglishFrenchConfig {
    Settings.requireSize("english-french", "longest", longest);
    Settings.requireSize("english-french", "minimumCount", minimumCount);
  }

  /** Asks for sentences, of which tokens that occur once are merged. */
  @Defaults
  public EnglishFrenchConfig(CorpusPart part, int longest) {
    this(part, longest, 2);
  }

  /**
   * Asks for sentences, of which tokens that occur once are merged.
   *
   * @throws IllegalArgumentException if the longest is below 1
   */
  public static EnglishFrenchConfig of(CorpusPart part, int longest) {
    return new EnglishFrenchConfig(part, longest);
  }

  /**
   * Returns this with other tokens merged.
   *
   * @throws IllegalArgumentException if the count is below 1
   */
  public EnglishFrenchConfig withMinimumCount(int count) {
    return new EnglishFrenchConfig(part, longest, count);
  }

  /** Reads the data set, as {@link ParallelCorpus#englishFrench()}. */
  public Dataset load() {
    return load(DataHome.standard());
  }

  /**
   * Reads the data set.
   *
   * @throws org.gradus.datasets.location.DataUnavailableException if it is neither on this machine
   *     nor can be downloaded
   */
  public Dataset load(DataHome home) {
    Parts<ParallelCorpus> parts =
        ParallelCorpus.englishFrench(home).upTo(longest).split(RandomSource.of(SEED));
    ParallelCorpus train = parts.train();
    return parts
        .get(part)
        .dataset(train.sourceVocabulary(minimumCount), train.targetVocabulary(minimumCount));
  }
}
