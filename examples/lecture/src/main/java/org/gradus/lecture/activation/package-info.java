/** Experiments on activation functions: what they look like, cost, and do to training. */
@NullMarked
package org.gradus.lecture.activation;

import org.jspecify.annotations.NullMarked;
