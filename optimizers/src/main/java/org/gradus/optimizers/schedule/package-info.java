/**
 * Learning rates and momenta that change while training: functions of the step, and what follows
 * them. For everybody who trains.
 */
@NullMarked
package org.gradus.optimizers.schedule;

import org.jspecify.annotations.NullMarked;
