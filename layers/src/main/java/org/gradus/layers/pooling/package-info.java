/**
 * Pooling of images and sequences: of windows, of parts, of all. For everybody who builds networks.
 */
@NullMarked
package org.gradus.layers.pooling;

import org.jspecify.annotations.NullMarked;
