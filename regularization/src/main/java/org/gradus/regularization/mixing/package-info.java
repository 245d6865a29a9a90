/** Mixtures of the examples of a batch. For everybody who trains networks. */
@NullMarked
package org.gradus.regularization.mixing;

import org.jspecify.annotations.NullMarked;
