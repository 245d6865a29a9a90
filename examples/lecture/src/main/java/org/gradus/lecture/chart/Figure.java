package org.gradus.lecture.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;

/**
 * Panels side by side under one title.
 *
 * @param title what the panels show together
 * @param panels from left to right
 */
public record Figure(String title, List<Panel> panels) {
  private static final int PANEL_WIDTH = 800;
  private static final int PANEL_HEIGHT = 720;
  private static final int TITLE_HEIGHT = 80;
  private static final int TITLE_BASELINE = 56;

  /** Keeps a copy of the list. */
  public Figure {
    panels = List.copyOf(panels);
  }

  /**
   * Writes the figure as a PNG picture of 800 × 800 pixels for each panel.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path file) {
    try (OutputStream stream = Files.newOutputStream(file)) {
      ImageIO.write(paint(), "png", stream);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "[figure] the picture cannot be written to %s: %s".formatted(file, e), e);
    }
  }

  private BufferedImage paint() {
    int width = PANEL_WIDTH * panels.size();
    int height = TITLE_HEIGHT + PANEL_HEIGHT;
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.setFont(Panel.font(Font.BOLD, 30));
    int titleWidth = graphics.getFontMetrics().stringWidth(title);
    graphics.drawString(title, (width - titleWidth) / 2, TITLE_BASELINE);
    for (int i = 0; i < panels.size(); i++) {
      Graphics2D part =
          (Graphics2D) graphics.create(i * PANEL_WIDTH, TITLE_HEIGHT, PANEL_WIDTH, PANEL_HEIGHT);
      panels.get(i).paint(part, PANEL_WIDTH, PANEL_HEIGHT);
      part.dispose();
    }
    graphics.dispose();
    return image;
  }
}
