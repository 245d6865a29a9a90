package org.gradus.core.optimizer;

import org.gradus.core.plugin.Provider;

/** Lists the rules of optimizers that a jar contributes. */
public interface OptimizerProvider extends Provider<UpdateRule> {}
