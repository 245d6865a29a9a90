/** Convolutions of images and sequences, their transposes, and the gradients of their weights. */
@NullMarked
package org.gradus.core.convolution;

import org.jspecify.annotations.NullMarked;
