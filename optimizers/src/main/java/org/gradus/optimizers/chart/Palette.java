package org.gradus.optimizers.chart;

import java.awt.Color;
import java.awt.Font;

/**
 * The colours and letters of all pictures. The colours are told apart whatever one's colour vision.
 *
 * <p>Source: Okabe and Ito, "Color universal design: how to make figures and presentations that are
 * friendly to colorblind people", 2008.
 */
public enum Palette {
  /** Blue. */
  BLUE(0x0072B2),
  /** Vermillion, a red. */
  VERMILLION(0xD55E00),
  /** Bluish green. */
  GREEN(0x009E73),
  /** Orange. */
  ORANGE(0xE69F00),
  /** Sky blue. */
  SKY(0x56B4E9),
  /** Reddish purple. */
  PURPLE(0xCC79A7),
  /** Yellow, for areas rather than lines. */
  YELLOW(0xF0E442),
  /** Almost black: letters, axes, what is neutral. */
  INK(0x333333),
  /** Light grey: lines of a grid. */
  GRID(0xE4E4E4);

  private static final Palette[] OF_SERIES = {BLUE, VERMILLION, GREEN, ORANGE, SKY, PURPLE};

  private final int rgb;

  Palette(int rgb) {
    this.rgb = rgb;
  }

  /** Returns the colour. */
  public Color color() {
    return new Color(rgb);
  }

  /**
   * Returns the colour, partly transparent.
   *
   * @param opacity from 0, invisible, to 1
   * @throws IllegalArgumentException if it is out of this range
   */
  public Color color(double opacity) {
    return transparent(color(), opacity);
  }

  /** Returns a colour for each of several lines; after the sixth they come again. */
  public static Color ofSeries(int index) {
    return OF_SERIES[Math.floorMod(index, OF_SERIES.length)].color();
  }

  static Color transparent(Color color, double opacity) {
    int alpha = (int) Math.round(opacity * 255);
    return new Color(color.getRed(), color.getGreen(), color.getBlue(), alpha);
  }

  /**
   * Returns the letters of pictures.
   *
   * @param style such as {@link Font#PLAIN}
   * @param size in pixels
   */
  public static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }
}
