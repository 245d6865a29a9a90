/** The files of events that TensorBoard opens. */
@NullMarked
package org.gradus.optimizers.tensorboard;

import org.jspecify.annotations.NullMarked;
