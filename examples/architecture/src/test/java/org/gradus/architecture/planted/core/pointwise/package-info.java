/** Holds planted violations. */
@NullMarked
package org.gradus.architecture.planted.core.pointwise;

import org.jspecify.annotations.NullMarked;
