package org.gradus.regularization.regularizer;

import org.gradus.core.plugin.Provider;

/** Lists the regularizers that a jar contributes. */
public interface RegularizerProvider extends Provider<Regularizer> {}
