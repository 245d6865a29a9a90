/**
 * What goes on inside a network while it is trained: gradients, updates and activations of every
 * layer, and what is wrong with them.
 */
@NullMarked
package org.gradus.optimizers.diagnosis;

import org.jspecify.annotations.NullMarked;
