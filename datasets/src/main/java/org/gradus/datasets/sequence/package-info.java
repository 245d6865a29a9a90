/**
 * Sequences on their way to a network: padding and packing where lengths differ, batches of similar
 * lengths, windows and streams of a long one. For those who make data sets of sequences, and those
 * who train with them.
 */
@NullMarked
package org.gradus.datasets.sequence;

import org.jspecify.annotations.NullMarked;
