/**
 * Normalizers, normalized weights, and what batch normalization needs besides: statistics of a
 * whole data set, and folding into the layer before. For everybody who builds networks.
 */
@NullMarked
package org.gradus.layers.normalization;

import org.jspecify.annotations.NullMarked;
