/**
 * The elementary functions in float32: exponentials, logarithms, powers, circular functions and the
 * error function; and those that are computed in float64. For the kernels only.
 */
@NullMarked
package org.gradus.core.internal.kernels.elementary;

import org.jspecify.annotations.NullMarked;
