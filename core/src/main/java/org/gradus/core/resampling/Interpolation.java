package org.gradus.core.resampling;

/** How elements between the given ones are made. */
public enum Interpolation {
  /** The element at ⌊i · in / out⌋. */
  NEAREST,
  /**
   * Linear along each axis, as if elements were areas: element i lies at (i + ½) · in / out − ½,
   * and what would lie beyond the ends is the element at the end.
   */
  LINEAR,
  /** Linear along each axis, the first and last elements staying where they are. */
  LINEAR_ALIGNED
}
