package org.gradus.optimizers.training;

/** What is done at the end of a block, whatever ends it; what both throw is kept. */
interface Ending extends AutoCloseable {
  @Override
  void close();
}
