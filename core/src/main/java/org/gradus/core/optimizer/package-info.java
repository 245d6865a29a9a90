/**
 * How parameters are improved: the contract of optimizers, their groups and state, and stochastic
 * gradient descent.
 *
 * <p>An optimizer is an {@link org.gradus.core.optimizer.UpdateRule}, one small file, applied by
 * {@link org.gradus.core.optimizer.Optimizer} to groups of parameters. Further rules are in the
 * module {@code optimizers} and in plugins.
 */
@NullMarked
package org.gradus.core.optimizer;

import org.jspecify.annotations.NullMarked;
