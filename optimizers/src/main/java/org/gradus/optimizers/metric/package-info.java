/**
 * How good predictions are, in numbers for people: accuracies, confusion, perplexity. A metric is
 * taken batch by batch, and is that of all examples together, however they are cut into batches.
 */
@NullMarked
package org.gradus.optimizers.metric;

import org.jspecify.annotations.NullMarked;
