package org.gradus.datasets.toy;

import org.gradus.datasets.dataset.Dataset;

/** Asks for the fifteen points of the lecture's book: {@link BookCurve#points}. */
public record BookPointsConfig() implements Dataset.Config {
  /** Returns the points. */
  public Dataset generate() {
    return BookCurve.points();
  }
}
