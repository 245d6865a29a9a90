/** Deeplearning4j on the workloads, with its own layers, losses and updaters. */
@NullMarked
package org.gradus.examples.benchmarks.deeplearning4j;

import org.jspecify.annotations.NullMarked;
