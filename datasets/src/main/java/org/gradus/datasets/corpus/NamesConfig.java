package org.gradus.datasets.corpus;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for the characters of a part of the published {@link Names}, each with those before it:
 * {@code {"type": "gradus:names", "config": {"part": "train", "context": 8}}}.
 *
 * @param part which names, of those shuffled as in the course
 * @param context the number of characters before each, at least 1; 3 by default
 */
public record NamesConfig(CorpusPart part, int context) implements Dataset.Config {
  /**
   * Checks the context.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public NamesConfig {
    Settings.requireSize("names", "context", context);
  }

  /** Asks for characters with the three before them. */
  @Defaults
  public NamesConfig(CorpusPart part) {
    this(part, 3);
  }

  /** Reads the data set, as {@link Names#load()}. */
  public Dataset load() {
    return Names.load().split().get(part).contexts(context);
  }
}
