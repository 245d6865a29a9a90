package org.gradus.optimizers.diagnosis;

/**
 * What a layer returned in a step.
 *
 * @param path of the module
 * @param type its name, such as {@code Relu}
 * @param mean of all elements
 * @param deviation their standard deviation
 * @param zeros the share of elements that are 0
 * @param dead the share of units that are 0 for every example of the batch; a unit is an element of
 *     the result for one example
 */
public record ActivationStatistics(
    String path, String type, double mean, double deviation, double zeros, double dead) {}
