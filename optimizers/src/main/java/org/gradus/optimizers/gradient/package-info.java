/**
 * What is done to gradients between backward and the optimizer's step: bounding and adding up. For
 * everybody who trains.
 */
@NullMarked
package org.gradus.optimizers.gradient;

import org.jspecify.annotations.NullMarked;
