/** Holds planted violations. */
@NullMarked
package org.gradus.architecture.planted.core.internal.kernels.vector;

import org.jspecify.annotations.NullMarked;
