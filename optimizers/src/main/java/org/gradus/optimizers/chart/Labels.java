package org.gradus.optimizers.chart;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.geom.AffineTransform;

/** Letters of the panels that are painted without the chart library. */
final class Labels {
  private static final Font TITLE = Palette.font(Font.BOLD, 24);
  private static final Font AXIS = Palette.font(Font.PLAIN, 22);
  private static final Font TICK = Palette.font(Font.PLAIN, 20);
  private static final int TITLE_BASELINE = 36;

  private final Graphics2D graphics;

  Labels(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /** Writes the title above the panel. */
  void title(String text, int width) {
    graphics.setFont(TITLE);
    centred(text, width / 2.0, TITLE_BASELINE);
  }

  /** Writes what is on an axis, centred. */
  void axis(String text, double x, double baseline) {
    graphics.setFont(AXIS);
    centred(text, x, baseline);
  }

  /** Writes what is on an upright axis, turned by a right angle. */
  void uprightAxis(String text, double x, double y) {
    AffineTransform before = graphics.getTransform();
    graphics.rotate(-Math.PI / 2, x, y);
    axis(text, x, y);
    graphics.setTransform(before);
  }

  /** Writes the number of a tick, centred. */
  void tick(double value, double x, double baseline) {
    graphics.setFont(TICK);
    centred(Ticks.text(value), x, baseline);
  }

  /** Writes the number of a tick, ending at a place. */
  void tickBefore(double value, double x, double baseline) {
    graphics.setFont(TICK);
    String text = Ticks.text(value);
    draw(text, x - graphics.getFontMetrics().stringWidth(text), baseline);
  }

  /** Writes the number of a tick, beginning at a place. */
  void tickAfter(double value, double x, double baseline) {
    graphics.setFont(TICK);
    draw(Ticks.text(value), x, baseline);
  }

  private void centred(String text, double x, double baseline) {
    FontMetrics metrics = graphics.getFontMetrics();
    draw(text, x - metrics.stringWidth(text) / 2.0, baseline);
  }

  private void draw(String text, double x, double baseline) {
    graphics.setColor(Palette.INK.color());
    graphics.drawString(text, (float) x, (float) baseline);
  }
}
