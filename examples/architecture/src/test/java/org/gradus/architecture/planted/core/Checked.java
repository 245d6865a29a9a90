package org.gradus.architecture.planted.core;

import java.io.IOException;

/** Declares a checked exception. */
public interface Checked {
  /** Throws. */
  void read() throws IOException;
}
