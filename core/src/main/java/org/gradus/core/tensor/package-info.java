/**
 * Tensors, the operations that everything else is made of, and automatic differentiation.
 *
 * <p>{@link org.gradus.core.tensor.Tensor} is an immutable value. {@link org.gradus.core.tensor.Op}
 * is one differentiable operation; {@link org.gradus.core.tensor.Backward} walks the recorded
 * operations back and returns {@link org.gradus.core.tensor.Gradients}. The operations that the
 * tensor's own methods need are here; the families (reductions, shaping, indexing, linear algebra)
 * have packages of their own, built on this one.
 */
@NullMarked
package org.gradus.core.tensor;

import org.jspecify.annotations.NullMarked;
