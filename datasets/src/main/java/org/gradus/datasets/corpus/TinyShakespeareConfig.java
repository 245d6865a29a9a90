package org.gradus.datasets.corpus;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for windows of {@link TinyShakespeare}: {@code {"type": "gradus:tiny-shakespeare", "config":
 * {"part": "train", "steps": 64}}}.
 *
 * @param part {@code TRAIN} or {@code VALIDATION}
 * @param steps the length of a window in characters, at least 1
 * @param stride from the start of a window to that of the next, at least 1; by default {@code
 *     steps}, so that windows are side by side
 */
public record TinyShakespeareConfig(Part part, int steps, int stride) implements Dataset.Config {
  /** The two parts of the text. */
  public enum Part {
    /** The first nine tenths. */
    TRAIN,
    /** The last tenth. */
    VALIDATION
  }

  /**
   * Checks the sizes.
   *
   * @throws IllegalArgumentException if one is below 1
   */
  public TinyShakespeareConfig {
    Settings.requireSize("tiny-shakespeare", "steps", steps);
    Settings.requireSize("tiny-shakespeare", "stride", stride);
  }

  /** Asks for windows side by side. */
  @Defaults
  public TinyShakespeareConfig(Part part, int steps) {
    this(part, steps, steps);
  }

  /** Reads the data set, as {@link TinyShakespeare#load()}. */
  public Dataset load() {
    TinyShakespeare text = TinyShakespeare.load();
    return switch (part) {
      case TRAIN -> text.train().windows(steps, stride);
      case VALIDATION -> text.validation().windows(steps, stride);
    };
  }
}
