package org.gradus.datasets.dataset;

import org.gradus.core.plugin.Provider;

/** Lists the data sets that a jar contributes. */
public interface DatasetProvider extends Provider<Dataset> {}
