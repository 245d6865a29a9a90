/**
 * IDX, the format of MNIST, and the data sets in it: arrays of numbers behind a short header,
 * mostly compressed with gzip.
 *
 * <p>Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", section "File
 * formats".
 */
@NullMarked
package org.gradus.datasets.idx;

import org.jspecify.annotations.NullMarked;
