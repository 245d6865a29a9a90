package org.gradus.optimizers.diagnosis;

/**
 * A weight in a step.
 *
 * @param path of the parameter
 * @param norm ‖w‖, its Euclidean norm before the step
 * @param gradientNorm ‖g‖, that of its gradient; 0 if it has none
 * @param gradientScale the root of the mean of the squared gradient: ‖g‖ / √n for n elements
 * @param updateRatio ‖Δw‖ / ‖w‖; NaN if the weight was 0
 */
public record WeightStatistics(
    String path, double norm, double gradientNorm, double gradientScale, double updateRatio) {}
