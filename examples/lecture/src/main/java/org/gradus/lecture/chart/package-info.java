/** Pictures for slides: figures of one or more panels of lines, as PNG files. */
@NullMarked
package org.gradus.lecture.chart;

import org.jspecify.annotations.NullMarked;
