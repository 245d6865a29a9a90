/** Normalizations: batch, layer, RMS, group, instance and local response. For everybody. */
@NullMarked
package org.gradus.core.normalization;

import org.jspecify.annotations.NullMarked;
