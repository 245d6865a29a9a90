package org.gradus.layers.module;

import org.gradus.core.plugin.Provider;

/** Lists the modules that a jar contributes. */
public interface ModuleProvider extends Provider<Module> {}
