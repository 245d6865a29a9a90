package org.gradus.optimizers.chart;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Lines, points and bands over two axes.
 *
 * <p>The legend is in a corner where it covers nothing, or below where there is none.
 *
 * <p>Of lines and points, what is not finite is left out, and on a logarithmic axis what is not
 * above 0: lines are broken there. What is painted first is behind. Where all places are whole
 * numbers, such as epochs, so are those at the horizontal axis.
 */
public final class LinePanel implements Panel {
  private static final int WIDTH = 800;
  private static final int HEIGHT = 720;
  private static final float BOLD = 3.5f;
  private static final float FINE = 1.2f;

  /** The dashes of the first level, of the second, and so on in turn. */
  private static final float[][] DASHES = {{10, 8}, {3, 6}, {20, 6, 3, 6}};

  private static final double FAINT = 0.27;
  private static final double BAND = 0.2;
  private static final int POINT_SIZE = 9;
  private static final int TICK_SPACING = 100;

  /** How much of the width the plot has, at least. */
  private static final double PLOT_SHARE = 0.8;

  private static final String NUMBERS = "0.###";
  private static final BasicStroke NONE = new BasicStroke(0);

  private final XYChart chart = new XYChart(WIDTH, HEIGHT);
  private boolean wholePlaces = true;
  private int levels;

  /**
   * Creates a panel without lines.
   *
   * @param title what is shown
   * @param x what is on the horizontal axis, with its unit
   * @param y what is on the vertical axis, with its unit
   */
  public LinePanel(String title, String x, String y) {
    chart.setTitle(title);
    chart.setXAxisTitle(x);
    chart.setYAxisTitle(y);
    XYStyler style = chart.getStyler();
    Color ink = Palette.INK.color();
    Color grid = Palette.GRID.color();
    style.setChartTitleBoxVisible(false).setChartTitleFont(Palette.font(Font.BOLD, 24));
    style
        .setAxisTitleFont(Palette.font(Font.PLAIN, 22))
        .setAxisTickLabelsFont(Palette.font(Font.PLAIN, 20));
    style.setLegendFont(Palette.font(Font.PLAIN, 20));
    style.setLegendBorderColor(grid).setLegendSeriesLineLength(40);
    style.setChartBackgroundColor(Color.WHITE).setChartFontColor(ink);
    style.setPlotBackgroundColor(Color.WHITE).setPlotBorderColor(ink);
    style.setPlotGridLinesColor(grid).setPlotGridLinesStroke(new BasicStroke(1));
    style.setPlotContentSize(0.97).setChartPadding(24);
    style.setAnnotationTextFont(Palette.font(Font.BOLD, 22)).setAnnotationTextFontColor(ink);
    style.setPlotTicksMarksVisible(false).setMarkerSize(POINT_SIZE);
    style.setXAxisTickMarkSpacingHint(TICK_SPACING).setYAxisTickMarkSpacingHint(TICK_SPACING);
    style.setXAxisDecimalPattern(NUMBERS).setYAxisDecimalPattern(NUMBERS);
  }

  /** Sets the range of the horizontal axis, and returns this panel. */
  public LinePanel horizontally(double from, double to) {
    chart.getStyler().setXAxisMin(from).setXAxisMax(to);
    // Else the ticks of equally spaced points are at some of these, not at round numbers.
    double uneven = from + (to - from) / Math.E;
    double[] nothing = {Double.NaN};
    hidden(chart.addSeries(unique(), new double[] {uneven}, nothing));
    return this;
  }

  /** Sets the range of the vertical axis, and returns this panel. */
  public LinePanel vertically(double from, double to) {
    chart.getStyler().setYAxisMin(from).setYAxisMax(to);
    return this;
  }

  /** Lets the vertical axis begin at 0, and returns this panel. */
  public LinePanel fromZero() {
    chart.getStyler().setYAxisMin(0.0);
    return this;
  }

  /** Makes the horizontal axis logarithmic, and returns this panel; before anything is added. */
  public LinePanel logarithmicallyAcross() {
    chart.getStyler().setXAxisLogarithmic(true).setXAxisDecimalPattern("0.#E0");
    return this;
  }

  /** Makes the vertical axis logarithmic, and returns this panel; before anything is added. */
  public LinePanel logarithmicallyUp() {
    chart.getStyler().setYAxisLogarithmic(true).setYAxisDecimalPattern("0.#E0");
    return this;
  }

  /**
   * Adds a bold line, named in the legend, and returns this panel. A line of one place is a point.
   *
   * @throws IllegalArgumentException if there are not as many heights as places, or the name is
   *     taken
   */
  public LinePanel line(String name, double[] x, double[] y, Color color) {
    XYSeries series = add(name, x, y, color, new BasicStroke(BOLD));
    if (series.getXData().length == 1) {
      series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
    }
    return this;
  }

  /**
   * Adds a faint line without a name, such as one of the runs of a mean; returns this panel.
   *
   * @throws IllegalArgumentException if there are not as many heights as places
   */
  public LinePanel faintLine(double[] x, double[] y, Color color) {
    add(unique(), x, y, Palette.transparent(color, FAINT), new BasicStroke(FINE))
        .setShowInLegend(false);
    return this;
  }

  /**
   * Adds points without a line between, named in the legend, and returns this panel.
   *
   * @throws IllegalArgumentException if there are not as many heights as places, or the name is
   *     taken
   */
  public LinePanel points(String name, double[] x, double[] y, Color color) {
    XYSeries series = add(name, x, y, color, NONE);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    series.setMarker(SeriesMarkers.CIRCLE).setMarkerColor(color);
    return this;
  }

  /**
   * Writes texts, each with its middle at a point, and returns this panel.
   *
   * @throws IllegalArgumentException if there are not as many places or heights as texts
   */
  public LinePanel texts(List<String> texts, double[] x, double[] y) {
    requireEqual(x, y);
    if (texts.size() != x.length) {
      throw new IllegalArgumentException(
          "[line panel] a text has a place: expected %s places, got %s."
              .formatted(texts.size(), x.length));
    }
    // The places stretch the axes as points would.
    XYSeries places = add(unique(), x, y, Palette.INK.color(), NONE);
    places.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    hidden(places);
    for (int i = 0; i < x.length; i++) {
      chart.addAnnotation(new AnnotationText(texts.get(i), x[i], y[i], false));
    }
    return this;
  }

  /**
   * Adds a pale band between two lines, such as those of the least and the largest of several runs;
   * returns this panel.
   *
   * @param low the lower edge, finite
   * @param high the upper edge, finite
   * @throws IllegalArgumentException if there are not as many heights as places, or one is not
   *     finite
   */
  public LinePanel band(double[] x, double[] low, double[] high, Color color) {
    requireEqual(x, low);
    requireEqual(x, high);
    int n = x.length;
    double[] around = IntStream.range(0, 2 * n).mapToDouble(i -> x[there(i, n)]).toArray();
    double[] edge =
        IntStream.range(0, 2 * n).mapToDouble(i -> (i < n ? low : high)[there(i, n)]).toArray();
    if (!Arrays.stream(edge).allMatch(Double::isFinite)) {
      throw new IllegalArgumentException(
          "[line panel] a band has a hole: expected finite edges, got %s and %s."
              .formatted(Arrays.toString(low), Arrays.toString(high)));
    }
    XYSeries series = add(unique(), around, edge, color, NONE);
    series.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea).setShowInLegend(false);
    series.setLineColor(new Color(0, true)).setFillColor(Palette.transparent(color, BAND));
    return this;
  }

  /** Returns the places there, and back again. */
  private static int there(int i, int n) {
    return i < n ? i : 2 * n - 1 - i;
  }

  /**
   * Adds a dashed line at a height, named in the legend, and returns this panel. The dashes of
   * three levels differ.
   *
   * @throws IllegalArgumentException if the name is taken
   */
  public LinePanel level(String name, double from, double to, double height) {
    add(
        name,
        new double[] {from, to},
        new double[] {height, height},
        Palette.INK.color(),
        dashed(levels++));
    return this;
  }

  private static BasicStroke dashed(int level) {
    float[] dashes = DASHES[level % DASHES.length];
    return new BasicStroke(2, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, dashes, 0);
  }

  private XYSeries add(String name, double[] x, double[] y, Color color, BasicStroke stroke) {
    requireEqual(x, y);
    if (chart.getSeriesMap().containsKey(name)) {
      throw new IllegalArgumentException(
          "[line panel] a name is taken: expected one for each line, got %s again."
              .formatted(name));
    }
    boolean logX = chart.getStyler().isXAxisLogarithmic();
    boolean logY = chart.getStyler().isYAxisLogarithmic();
    int[] kept = IntStream.range(0, x.length).filter(i -> isOn(x[i], logX)).toArray();
    double[] xs = Arrays.stream(kept).mapToDouble(i -> x[i]).toArray();
    wholePlaces &= Arrays.stream(xs).allMatch(place -> place == Math.rint(place));
    double[] ys =
        Arrays.stream(kept).mapToDouble(i -> isOn(y[i], logY) ? y[i] : Double.NaN).toArray();
    XYSeries series =
        kept.length == 0
            ? chart.addSeries(name, new double[] {1}, new double[] {Double.NaN})
            : chart.addSeries(name, xs, ys);
    series.setMarker(SeriesMarkers.NONE).setLineColor(color).setLineStyle(stroke);
    return series;
  }

  private static boolean isOn(double value, boolean logarithmic) {
    return Double.isFinite(value) && (!logarithmic || value > 0);
  }

  private static void requireEqual(double[] x, double[] y) {
    if (x.length != y.length) {
      throw new IllegalArgumentException(
          "[line panel] a line has a height for every place: expected %s heights, got %s."
              .formatted(x.length, y.length));
    }
  }

  private static void hidden(XYSeries series) {
    series.setMarker(SeriesMarkers.NONE).setLineStyle(NONE).setShowInLegend(false);
  }

  private String unique() {
    return "unnamed " + chart.getSeriesMap().size();
  }

  @Override
  public void paint(Graphics2D graphics, int width, int height) {
    FontMetrics metrics = graphics.getFontMetrics(chart.getStyler().getLegendFont());
    chart.getStyler().setLegendPosition(LegendPlace.of(chart, metrics, width, height));
    if (wholePlaces && !chart.getStyler().isXAxisLogarithmic()) {
      // Steps are rounded to 1, 2 or 5 times a power of ten: down to 1 from 1.5, up to 1 from 0.75.
      int unit = (int) (PLOT_SHARE * width / Math.max(1, length()));
      chart.getStyler().setXAxisTickMarkSpacingHint(Math.max(TICK_SPACING, unit));
    }
    chart.paint(graphics, width, height);
  }

  /** Returns how long the horizontal axis is, in its unit. */
  private double length() {
    XYStyler style = chart.getStyler();
    DoubleSummaryStatistics places =
        chart.getSeriesMap().values().stream()
            .flatMapToDouble(series -> Arrays.stream(series.getXData()))
            .summaryStatistics();
    double from = style.getXAxisMin() == null ? places.getMin() : style.getXAxisMin();
    double to = style.getXAxisMax() == null ? places.getMax() : style.getXAxisMax();
    return to - from;
  }
}
