/**
 * What looks on while a network is trained, and tells: on a console, in files for tables and for
 * TensorBoard, in pictures, and what goes on inside its layers.
 *
 * <p>Nothing is printed that no stream was given for. Files go on where a training is resumed: what
 * they have of the time after its checkpoint is dropped, because it comes again.
 */
@NullMarked
package org.gradus.optimizers.listener;

import org.jspecify.annotations.NullMarked;
