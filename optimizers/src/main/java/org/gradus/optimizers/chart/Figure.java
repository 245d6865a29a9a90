package org.gradus.optimizers.chart;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.gradus.core.file.AtomicFile;
import org.gradus.core.plugin.Settings;

/**
 * Panels side by side under one title.
 *
 * @param title what the panels show together
 * @param columns how many panels are in a row, at least 1
 * @param panels from left to right, row by row
 * @param magnification how many pixels of the picture are in place of one, in both directions, at
 *     least 1: for panels with small text
 */
public record Figure(String title, int columns, List<Panel> panels, int magnification) {
  private static final int PANEL_WIDTH = 800;
  private static final int PANEL_HEIGHT = 720;
  private static final int TITLE_HEIGHT = 80;
  private static final int TITLE_BASELINE = 56;
  private static final int TITLE_SIZE = 30;

  /**
   * Checks that there is something to see, and keeps a copy of the list.
   *
   * @throws IllegalArgumentException if there is no panel, or no column, or the magnification is
   *     below 1
   */
  public Figure {
    Settings.requireSize("figure", "columns", columns);
    Settings.requireSize("figure", "number of panels", panels.size());
    Settings.requireSize("figure", "magnification", magnification);
    panels = List.copyOf(panels);
  }

  /**
   * Creates a figure of rows.
   *
   * @throws IllegalArgumentException if there is no panel, or no column
   */
  public Figure(String title, int columns, List<Panel> panels) {
    this(title, columns, panels, 1);
  }

  /**
   * Creates a figure of one row.
   *
   * @throws IllegalArgumentException if there is no panel
   */
  public Figure(String title, List<? extends Panel> panels) {
    this(title, Math.max(1, panels.size()), List.copyOf(panels));
  }

  /**
   * Returns this figure in a picture of so many times its width and height.
   *
   * @throws IllegalArgumentException if the factor is below 1
   */
  public Figure magnified(int factor) {
    return new Figure(title, columns, panels, factor);
  }

  /**
   * Writes the figure as a PNG picture: {@link #image()}. The file is there as a whole or as it was
   * before, so that who looks while a training goes on sees no half picture.
   *
   * @throws UncheckedIOException if it cannot be written
   */
  public void write(Path file) {
    AtomicFile.replace(file, png());
  }

  /** Returns the figure as a file of the format PNG. */
  public byte[] png() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image(), "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("[figure] the picture cannot be encoded: " + e, e);
    }
    return bytes.toByteArray();
  }

  /**
   * Returns the figure as a picture, each panel 800 pixels wide and 720 high, the title 80, before
   * it is magnified.
   */
  public BufferedImage image() {
    int across = Math.min(columns, panels.size());
    int width = PANEL_WIDTH * across;
    int rows = (panels.size() + across - 1) / across;
    int height = TITLE_HEIGHT + PANEL_HEIGHT * rows;
    BufferedImage image =
        new BufferedImage(
            magnification * width, magnification * height, BufferedImage.TYPE_INT_RGB);
    Graphics2D graphics = image.createGraphics();
    graphics.scale(magnification, magnification);
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, width, height);
    graphics.setColor(Color.BLACK);
    graphics.setFont(Palette.font(Font.BOLD, TITLE_SIZE));
    int titleWidth = graphics.getFontMetrics().stringWidth(title);
    graphics.drawString(title, (width - titleWidth) / 2, TITLE_BASELINE);
    for (int i = 0; i < panels.size(); i++) {
      int x = i % across * PANEL_WIDTH;
      int y = TITLE_HEIGHT + i / across * PANEL_HEIGHT;
      Graphics2D part = (Graphics2D) graphics.create(x, y, PANEL_WIDTH, PANEL_HEIGHT);
      panels.get(i).paint(part, PANEL_WIDTH, PANEL_HEIGHT);
      part.dispose();
    }
    graphics.dispose();
    return image;
  }
}
