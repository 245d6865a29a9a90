package org.gradus.datasets.corpus;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.location.DataHome;

/**
 * Asks for the words of a part of the {@link BrownCorpus}, each with those before it: {@code
 * {"type": "gradus:brown", "config": {"part": "train", "context": 4}}}.
 *
 * @param part which of the parts of the paper of 2003
 * @param context the number of words before each, at least 1
 * @param minimumCount how often a word is in the training part at least, to be told from other rare
 *     ones; 4 by default
 */
public record BrownConfig(CorpusPart part, int context, int minimumCount)
    implements Dataset.Config {
  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public BrownConfig {
    Settings.requireSize("brown", "context", context);
    Settings.requireSize("brown", "minimumCount", minimumCount);
  }

  /** Asks for words, of which those that occur at most three times are merged. */
  @Defaults
  public BrownConfig(CorpusPart part, int context) {
    this(part, context, 4);
  }

  /**
   * Asks for words, of which those that occur at most three times are merged.
   *
   * @throws IllegalArgumentException if the context is below 1
   */
  public static BrownConfig of(CorpusPart part, int context) {
    return new BrownConfig(part, context);
  }

  /**
   * Returns this with other words merged.
   *
   * @throws IllegalArgumentException if the count is below 1
   */
  public BrownConfig withMinimumCount(int count) {
    return new BrownConfig(part, context, count);
  }

  /** Reads the data set, as {@link BrownCorpus#load()}. */
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
    BrownCorpus corpus = BrownCorpus.load(home);
    return corpus.stream(part, corpus.vocabulary(minimumCount)).contexts(context);
  }
}
