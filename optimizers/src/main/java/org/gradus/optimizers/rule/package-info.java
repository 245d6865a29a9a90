/**
 * The rules by which optimizers improve parameters, one record each. For everybody who trains.
 *
 * <p>In the formulas, θ is a parameter, g its gradient, η the learning rate, t the number of the
 * step from 1 on, and all operations are element by element. States start at 0. Where a rule has a
 * weight decay λ of the coupled kind, g ← g + λθ comes first.
 */
@NullMarked
package org.gradus.optimizers.rule;

import org.jspecify.annotations.NullMarked;
