/**
 * How the cost of a training step grows with the batch, the width, the depth and the length of
 * sequences; for Gradus, and for any system that can build the same networks.
 */
@NullMarked
package org.gradus.examples.benchmarks.growth;

import org.jspecify.annotations.NullMarked;
