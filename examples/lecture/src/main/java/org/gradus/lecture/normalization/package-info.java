/** Experiments on batch and layer normalization. */
@NullMarked
package org.gradus.lecture.normalization;

import org.jspecify.annotations.NullMarked;
