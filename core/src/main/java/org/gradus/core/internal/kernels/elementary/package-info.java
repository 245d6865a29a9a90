/**
 * The elementary functions in float32: exponentials, logarithms, powers, circular functions and the
 * error function, each written once over {@link
 * org.gradus.core.internal.kernels.elementary.FloatLanes} and run on single numbers and on SIMD
 * vectors alike, so that both agree to the bit.
 *
 * <p>Errors are stated in ulp, the distance of neighbouring floats at the exact result, and hold
 * over all floats unless said otherwise; they were measured against float64. For the kernels only.
 */
@NullMarked
package org.gradus.core.internal.kernels.elementary;

import org.jspecify.annotations.NullMarked;
