/** Gradients of numbers, and the first network: the beginning of the course. */
@NullMarked
package org.gradus.lecture.micrograd;

import org.jspecify.annotations.NullMarked;
