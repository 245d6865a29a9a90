package org.gradus.optimizers.metric;

/**
 * What was decided for every element that counts, and what would have been right.
 *
 * @param predicted the classes decided for
 * @param actual the right classes, as many
 * @param classes how many classes there are
 */
record Labels(int[] predicted, int[] actual, int classes) {}
