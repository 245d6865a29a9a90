/** Experiments on what keeps a network from fitting noise, said aloud or not. */
@NullMarked
package org.gradus.lecture.regularization;

import org.jspecify.annotations.NullMarked;
