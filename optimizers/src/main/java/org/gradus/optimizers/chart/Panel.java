package org.gradus.optimizers.chart;

import java.awt.Graphics2D;

/** A part of a {@link Figure}, which paints itself. */
@FunctionalInterface
public interface Panel {
  /**
   * Paints the panel.
   *
   * @param graphics whose origin is the panel's upper left corner, on white
   * @param width in pixels
   * @param height in pixels
   */
  void paint(Graphics2D graphics, int width, int height);
}
