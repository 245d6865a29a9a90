/**
 * Small data sets that are drawn by formula: to see what a network does, and to try one in a
 * second.
 *
 * <p>All have a seed: the same config gives the same numbers everywhere. Points are FLOAT32
 * (examples, coordinates); the targets are INT32 classes (examples), or for curves FLOAT32
 * (examples, 1). Examples come class by class or from left to right, so shuffle before cutting
 * batches.
 */
@NullMarked
package org.gradus.datasets.toy;

import org.jspecify.annotations.NullMarked;
