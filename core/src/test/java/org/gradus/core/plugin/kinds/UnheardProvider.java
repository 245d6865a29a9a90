package org.gradus.core.plugin.kinds;

import org.gradus.core.plugin.Provider;

/** A kind of which nobody provides anything. */
public interface UnheardProvider extends Provider<String> {}
