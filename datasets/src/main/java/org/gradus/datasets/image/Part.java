package org.gradus.datasets.image;

/** The two sets that published data sets are cut into by their authors. */
public enum Part {
  /** The training set. */
  TRAIN,
  /** The test set. */
  TEST
}
