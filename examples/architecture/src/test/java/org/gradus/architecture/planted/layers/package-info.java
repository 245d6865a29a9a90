/** Holds planted violations. */
@NullMarked
package org.gradus.architecture.planted.layers;

import org.jspecify.annotations.NullMarked;
