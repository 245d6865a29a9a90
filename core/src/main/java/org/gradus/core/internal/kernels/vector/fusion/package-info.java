/**
 * Loops generated from the definitions of functions.
 *
 * <p>A function of {@link org.gradus.core.pointwise} is called once with {@link FormulaLanes},
 * which write down what it computes: a {@link Formula}. {@link LoopWriter} makes a class of it,
 * whose one method is a loop that calls nothing but the Vector API, and so is compiled to the same
 * SIMD code whatever else the process has run.
 */
@NullMarked
package org.gradus.core.internal.kernels.vector.fusion;

import org.jspecify.annotations.NullMarked;
