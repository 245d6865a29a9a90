/** Experiments on residual networks: their paths, their blocks, their variance, their depth. */
@NullMarked
package org.gradus.lecture.residual;

import org.jspecify.annotations.NullMarked;
