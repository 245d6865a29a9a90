/**
 * What decides the future of a training, as a file. The trainer uses it, and loops of one's own
 * can.
 */
@NullMarked
package org.gradus.optimizers.checkpoint;

import org.jspecify.annotations.NullMarked;
