/** One page of all results: pictures beside claims, measured beside published. */
@NullMarked
package org.gradus.lecture.report;

import org.jspecify.annotations.NullMarked;
