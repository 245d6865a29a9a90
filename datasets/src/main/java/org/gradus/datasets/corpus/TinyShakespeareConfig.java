package org.gradus.datasets.corpus;

import org.gradus.core.json.Defaults;
import org.gradus.core.plugin.Settings;
import org.gradus.datasets.dataset.Dataset;
import org.gradus.datasets.location.DataHome;

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

  /**
   * Asks for windows side by side.
   *
   * @throws IllegalArgumentException if the number of steps is below 1
   */
  public static TinyShakespeareConfig of(Part part, int steps) {
    return new TinyShakespeareConfig(part, steps);
  }

  /**
   * Returns this with windows that begin at every so many characters.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public TinyShakespeareConfig withStride(int characters) {
    return new TinyShakespeareConfig(part, steps, characters);
  }

  /** Reads the data set, as {@link TinyShakespeare#load()}. */
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
    TinyShakespeare text = TinyShakespeare.load(home);
    return switch (part) {
      case TRAIN -> text.train().windows(steps, stride);
      case VALIDATION -> text.validation().windows(steps, stride);
    };
  }
}
