/**
 * Functions of one or two numbers that are applied to every element of a tensor.
 *
 * <p>A function is one small file: its formula and its derivative, both written once against {@link
 * org.gradus.core.pointwise.Lanes} and run on SIMD vectors, on blocks of numbers and on tensors
 * (for derivatives of derivatives). Anybody may add one; this package knows nothing of tensors.
 */
@NullMarked
package org.gradus.core.pointwise;

import org.jspecify.annotations.NullMarked;
