/**
 * Convolutions of images and sequences, and their transposes. For everybody who builds networks.
 */
@NullMarked
package org.gradus.layers.convolution;

import org.jspecify.annotations.NullMarked;
