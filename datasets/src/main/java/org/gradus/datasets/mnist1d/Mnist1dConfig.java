package org.gradus.datasets.mnist1d;

import org.gradus.core.json.Defaults;
import org.gradus.datasets.dataset.Dataset;

/**
 * Asks for a part of MNIST-1D by name: {@code {"type": "gradus:mnist1d", "config": {"part":
 * "train"}}}.
 *
 * @param part which of the two sets
 * @param settings how both are made; as published by default
 */
public record Mnist1dConfig(Part part, Mnist1dSettings settings) implements Dataset.Config {
  /** The two sets that the samples are cut into. */
  public enum Part {
    /** The training set, the first samples. */
    TRAIN,
    /** The test set, the rest. */
    TEST
  }

  /** Asks for a part of the published data set. */
  @Defaults
  public Mnist1dConfig(Part part) {
    this(part, Mnist1dSettings.published());
  }

  /** Makes the data set, and returns the part. */
  public Dataset generate() {
    Mnist1d both = settings.generate();
    return switch (part) {
      case TRAIN -> both.train();
      case TEST -> both.test();
    };
  }
}
