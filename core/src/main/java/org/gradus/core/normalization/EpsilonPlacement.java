package org.gradus.core.normalization;

/** Where ε goes that keeps a normalization from dividing by zero. */
public enum EpsilonPlacement {
  /** Division by √(σ² + ε): the usual one. */
  INSIDE_ROOT,
  /** Division by σ + ε, σ being the standard deviation. */
  OUTSIDE_ROOT
}
