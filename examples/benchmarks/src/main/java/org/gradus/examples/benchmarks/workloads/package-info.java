/**
 * Whole training and inference steps, timed by the protocol by which other systems are measured,
 * and written against the public API as a user would write them.
 */
@NullMarked
package org.gradus.examples.benchmarks.workloads;

import org.jspecify.annotations.NullMarked;
