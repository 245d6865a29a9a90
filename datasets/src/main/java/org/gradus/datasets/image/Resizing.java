package org.gradus.datasets.image;

/** How pictures of all sizes become images of one. */
public enum Resizing {
  /**
   * Keeps the proportions: the picture is scaled until it covers the image, and what stands out on
   * two sides is cut off equally.
   */
  CROP,
  /** Scales width and height each as needed, which changes the proportions. */
  STRETCH
}
