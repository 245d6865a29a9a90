package org.gradus.datasets.corpus;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.datasets.dataset.Dataset;

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

  /** Reads the data set, as {@link BrownCorpus#load()}. */
  public Dataset load() {
    BrownCorpus corpus = BrownCorpus.load();
    return corpus.stream(part, corpus.vocabulary(minimumCount)).contexts(context);
  }
}
