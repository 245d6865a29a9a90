package org.gradus.layers.module;

import org.gradus.core.tensor.Tensor;

/** Is told of every pass through a child module, inner ones first. */
@FunctionalInterface
public interface ForwardListener {
  /**
   * Called after a module has run.
   *
   * @param path the path of the module
   * @param input what it was given
   * @param output what it returned
   */
  void forwarded(String path, Module module, Tensor input, Tensor output);
}
