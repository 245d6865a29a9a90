/** Sums, means, norms, extrema and the like over axes, running sums, and softmax. */
@NullMarked
package org.gradus.core.reductions;

import org.jspecify.annotations.NullMarked;
