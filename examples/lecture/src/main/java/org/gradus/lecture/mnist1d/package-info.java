/** Experiments on MNIST-1D. */
@NullMarked
package org.gradus.lecture.mnist1d;

import org.jspecify.annotations.NullMarked;
