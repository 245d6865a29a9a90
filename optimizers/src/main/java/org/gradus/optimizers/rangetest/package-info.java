/**
 * Which learning rates a network can be trained with: the range test. It trains for some steps, and
 * leaves everything as it was.
 */
@NullMarked
package org.gradus.optimizers.rangetest;

import org.jspecify.annotations.NullMarked;
