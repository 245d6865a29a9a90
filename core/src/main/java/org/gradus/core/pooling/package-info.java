/** Maxima, sums and averages of what windows show of images and sequences. */
@NullMarked
package org.gradus.core.pooling;

import org.jspecify.annotations.NullMarked;
