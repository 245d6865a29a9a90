/** Padding and interpolation of images and sequences. For everybody who builds networks. */
@NullMarked
package org.gradus.layers.resampling;

import org.jspecify.annotations.NullMarked;
