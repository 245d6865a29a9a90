/**
 * What a data set is: examples that are numbered, read in batches, and viewed as parts, in other
 * orders or changed. For everybody who trains; where examples come from is in the packages beside.
 */
@NullMarked
package org.gradus.datasets.dataset;

import org.jspecify.annotations.NullMarked;
