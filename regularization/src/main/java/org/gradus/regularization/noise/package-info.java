/** Noise in the gradients. For everybody who trains networks. */
@NullMarked
package org.gradus.regularization.noise;

import org.jspecify.annotations.NullMarked;
