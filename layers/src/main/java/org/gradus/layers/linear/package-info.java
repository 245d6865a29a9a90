/** Layers that multiply by a matrix. For everybody who builds networks. */
@NullMarked
package org.gradus.layers.linear;

import org.jspecify.annotations.NullMarked;
