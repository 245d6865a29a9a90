package org.gradus.lecture.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Lines over two axes. */
public final class Panel {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 720;
  private static final Color INK = new Color(0x33, 0x33, 0x33);
  private static final Color GRID = new Color(0xE4, 0xE4, 0xE4);
  private static final float BOLD = 3.5f;
  private static final float FINE = 1.2f;
  private static final float[] DASHES = {10, 8};
  private static final int FAINT = 70;
  private static final int TICK_SPACING = 100;

  private final XYChart chart = new XYChart(WIDTH, HEIGHT);

  /**
   * Creates a panel without lines.
   *
   * @param title what is shown
   * @param x what is on the horizontal axis, with its unit
   * @param y what is on the vertical axis, with its unit
   */
  public Panel(String title, String x, String y) {
    chart.setTitle(title);
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    XYStyler style = chart.getStyler();
    style.setChartTitleBoxVisible(false).setChartTitleFont(font(Font.BOLD, 24));
    style.setAxisTitleFont(font(Font.PLAIN, 22)).setAxisTickLabelsFont(font(Font.PLAIN, 20));
    style.setLegendFont(font(Font.PLAIN, 20)).setLegendPosition(LegendPosition.InsideNE);
    style.setLegendBorderColor(GRID).setLegendSeriesLineLength(40);
    style.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK);
    style.setPlotBackgroundColor(Color.WHITE).setPlotBorderColor(INK);
    style.setPlotGridLinesColor(GRID).setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotContentSize(0.97).setChartPadding(24);
    style.setPlotTicksMarksVisible(false);
    style.setXAxisTickMarkSpacingHint(TICK_SPACING);
    style.setXAxisDecimalPattern("0.###").setYAxisDecimalPattern("0.###");
  }

  static Font font(int style, int size) {
    return new Font(Font.SANS_SERIF, style, size);
  }

  /** Sets the range of the horizontal axis, and returns this panel. */
  public Panel horizontally(double from, double to) {
    chart.getStyler().setXAxisMin(from).setXAxisMax(to);
    // Else the ticks of equally spaced points are at some of these, not at round numbers.
    double uneven = from + (to - from) / Math.E;
    add("uneven", new double[] {uneven}, new double[] {Double.NaN}, INK, new BasicStroke(0))
        .setShowInLegend(false);
    return this;
  }

  /** Sets the range of the vertical axis, and returns this panel. */
  public Panel vertically(double from, double to) {
    chart.getStyler().setYAxisMin(from).setYAxisMax(to);
    return this;
  }

  /** Lets the vertical axis begin at 0, and returns this panel. */
  public Panel fromZero() {
    chart.getStyler().setYAxisMin(0.0);
    return this;
  }

  /** Adds a bold line, named in the legend, and returns this panel. */
  public Panel line(String name, double[] x, double[] y, Color color) {
    add(name, x, y, color, new BasicStroke(BOLD));
    return this;
  }

  /** Adds a faint line without a name, such as one of the runs of a mean; returns this panel. */
  public Panel faintLine(double[] x, double[] y, Color color) {
    Color faint = new Color(color.getRed(), color.getGreen(), color.getBlue(), FAINT);
    String unique = "faint " + chart.getSeriesMap().size();
    add(unique, x, y, faint, new BasicStroke(FINE)).setShowInLegend(false);
    return this;
  }

  /** Adds a dashed line at a height, named in the legend, and returns this panel. */
  public Panel level(String name, double from, double to, double height) {
    BasicStroke dashed =
        new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, DASHES, 0);
    add(name, new double[] {from, to}, new double[] {height, height}, INK, dashed);
    return this;
  }

  private XYSeries add(String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(stroke);
    return series;
  }

  void paint(Graphics2D graphics, int width, int height) {
    chart.paint(graphics, width, height);
  }
}
