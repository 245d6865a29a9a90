package org.gradus.optimizers.training;

import java.util.List;
import java.util.Map;
import org.gradus.core.plugin.Settings;

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
    Map<String, Double> rates) {
  private static final String NAME = "progress";

  /**
   * Checks the numbers, which may come from anywhere.
   *
   * @throws IllegalArgumentException if one is out of its range
   */
  Progress {
    Settings.require(batch >= 0 && batch <= batches, NAME, "batch", "from 0 to " + batches, batch);
    Settings.require(step >= 0, NAME, "step", "at least 0", step);
  }
}
