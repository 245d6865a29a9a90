package org.gradus.optimizers.training;

import java.util.List;
import java.util.Map;

/**
 * Where a training is: what of a checkpoint is not in tensors.
 *
 * @param random the state of the source that all streams are of
 * @param batch how many batches of the epoch are done
 * @param batches how many batches the epoch has, 0 before it has begun
 * @param step how many steps were made
 * @param history the epochs that have ended
 * @param rates what sets the learning rates
 */
record Progress(
    String random,
    int batch,
    int batches,
    long step,
    List<EpochReport> history,
    Map<String, Double> rates) {}
