package org.gradus.datasets.corpus;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.location.DataHome;

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

  /** Asks for characters with the three before them. */
  public static NamesConfig of(CorpusPart part) {
    return new NamesConfig(part);
  }

  /**
   * Returns this with another number of characters before each.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public NamesConfig withContext(int size) {
    return new NamesConfig(part, size);
  }

  /** Reads the data set, as {@link Names#load()}. */
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
    return Names.load(home).split().get(part).contexts(context);
  }
}
