/** Panels of figures that more than one experiment draws. */
@NullMarked
package org.gradus.lecture.chart;

import org.jspecify.annotations.NullMarked;
