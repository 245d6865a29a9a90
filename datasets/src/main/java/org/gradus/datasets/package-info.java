/**
 * Lists this library's own data sets for the registry. The data sets are in the packages below;
 * what a data set is, is in {@link org.gradus.datasets.dataset}.
 */
@NullMarked
package org.gradus.datasets;

import org.jspecify.annotations.NullMarked;
