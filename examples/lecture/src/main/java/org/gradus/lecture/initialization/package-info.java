/** Experiments on the variance of initial weights, and on the gradients of deep networks. */
@NullMarked
package org.gradus.lecture.initialization;

import org.jspecify.annotations.NullMarked;
