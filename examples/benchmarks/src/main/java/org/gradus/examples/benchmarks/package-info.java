/**
 * Measurements of the numerical loops, with JMH.
 *
 * <p>They look into core's internal packages, as nothing else outside core may: what they measure
 * are the loops below the operations.
 */
@NullMarked
package org.gradus.examples.benchmarks;

import org.jspecify.annotations.NullMarked;
