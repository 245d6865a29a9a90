/**
 * Windows that slide along the axes of images and sequences, and the patches that they show.
 * Convolutions and pooling share them.
 */
@NullMarked
package org.gradus.core.window;

import org.jspecify.annotations.NullMarked;
