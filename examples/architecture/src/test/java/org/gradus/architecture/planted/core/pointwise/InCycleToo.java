package org.gradus.architecture.planted.core.pointwise;

import org.gradus.architecture.planted.core.InCycle;

/** The other half. */
public interface InCycleToo {
  /** Closes the cycle. */
  InCycle other();
}
