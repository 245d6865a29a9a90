package org.gradus.layers.module;

/** Whether a network learns or is used. */
public enum Mode {
  /** Training: dropout drops, batch normalization uses and records the statistics of the batch. */
  TRAIN,
  /** Evaluation and inference: everything is deterministic, no statistics change. */
  EVAL
}
