package org.gradus.losses.loss;

import org.gradus.core.plugin.Provider;

/** Lists the losses that a jar contributes. */
public interface LossProvider extends Provider<Loss> {}
