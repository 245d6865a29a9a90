/**
 * Modules that lay their input out otherwise, without arithmetic. For everybody who builds
 * networks.
 */
@NullMarked
package org.gradus.layers.shaping;

import org.jspecify.annotations.NullMarked;
