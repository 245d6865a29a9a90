package org.gradus.datasets.corpus;

/** The parts that a corpus is cut into. */
public enum CorpusPart {
  /** What a network learns from. */
  TRAIN,
  /** What settings are chosen by. */
  VALIDATION,
  /** What the result is measured on, once. */
  TEST
}
