package org.gradus.optimizers.chart;

import java.awt.FontMetrics;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.Collection;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;

/**
 * Finds a corner of a plot in which a legend covers nothing that is drawn.
 *
 * <p>Places are shares of the plot, from 0 at the left and below to 1.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 */
record LegendPlace(Axis x, Axis y) {
  /** The corners, the usual one first. */
  private static final List<LegendPosition> CORNERS =
      List.of(
          LegendPosition.InsideNE,
          LegendPosition.InsideNW,
          LegendPosition.InsideSE,
          LegendPosition.InsideSW);

  /** The height of an entry of a legend, and of what is around them all, in pixels. */
  private static final int ENTRY = 30;

  private static final int MARGIN = 24;

  /** The width beside the texts of a legend, in pixels: of the line, and of what is around. */
  private static final int LINE = 84;

  /** The share of a panel, in each direction, that the axes and their names leave. */
  private static final double PLOT = 0.78;

  /** How far what is drawn reaches out of the plot, as a share of it. */
  private static final double EDGE = 0.02;

  /**
   * A range of numbers.
   *
   * @param from at the left or below
   * @param to at the right or above
   * @param logarithmic whether equal ratios are equally far apart
   */
  record Axis(double from, double to, boolean logarithmic) {
    private Axis logarithmic(boolean whether) {
      return new Axis(from, to, whether);
    }

    private double[] shares(double[] values) {
      double low = place(from);
      double range = place(to) - low;
      return Arrays.stream(values).map(value -> (place(value) - low) / range).toArray();
    }

    private double place(double value) {
      return logarithmic ? Math.log(value) : value;
    }
  }

  /**
   * Returns where the legend of a chart goes.
   *
   * @param metrics of the legend's font
   * @param width of the chart with its axes, in pixels
   * @param height the same
   */
  static LegendPosition of(XYChart chart, FontMetrics metrics, int width, int height) {
    XYStyler style = chart.getStyler();
    Collection<XYSeries> drawn = chart.getSeriesMap().values();
    List<String> names =
        drawn.stream().filter(XYSeries::isShowInLegend).map(XYSeries::getName).toList();
    int widest = names.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    Axis x = axis(drawn, XYSeries::getXData, style.getXAxisMin(), style.getXAxisMax());
    Axis y = axis(drawn, XYSeries::getYData, style.getYAxisMin(), style.getYAxisMax());
    return new LegendPlace(
            x.logarithmic(style.isXAxisLogarithmic()), y.logarithmic(style.isYAxisLogarithmic()))
        .of(
            drawn,
            (widest + LINE) / (PLOT * width),
            (ENTRY * names.size() + MARGIN) / (PLOT * height));
  }

  /** Returns an axis, which ends where the numbers do unless it was said where. */
  private static Axis axis(
      Collection<XYSeries> drawn,
      Function<XYSeries, double[]> numbers,
      @Nullable Double from,
      @Nullable Double to) {
    DoubleSummaryStatistics all =
        drawn.stream()
            .flatMapToDouble(series -> Arrays.stream(numbers.apply(series)))
            .filter(Double::isFinite)
            .summaryStatistics();
    return new Axis(from == null ? all.getMin() : from, to == null ? all.getMax() : to, false);
  }

  /**
   * Returns the first corner in which nothing is covered, or that the legend goes below the plot
   * where there is none.
   *
   * @param width of the legend, in shares of the plot
   * @param height the same
   */
  LegendPosition of(Collection<XYSeries> drawn, double width, double height) {
    return CORNERS.stream()
        .filter(corner -> isFree(rectangle(corner, width, height), drawn))
        .findFirst()
        .orElse(LegendPosition.OutsideS);
  }

  /** Returns what a legend covers, with the edges of the plot beside it and what is drawn there. */
  private static Rectangle2D rectangle(LegendPosition corner, double width, double height) {
    boolean left = corner == LegendPosition.InsideNW || corner == LegendPosition.InsideSW;
    boolean below = corner == LegendPosition.InsideSE || corner == LegendPosition.InsideSW;
    return new Rectangle2D.Double(
        left ? -EDGE : 1 - width, below ? -EDGE : 1 - height, width + EDGE, height + EDGE);
  }

  private boolean isFree(Rectangle2D rectangle, Collection<XYSeries> drawn) {
    return drawn.stream()
        .noneMatch(
            series ->
                covers(
                    rectangle,
                    series.getXYSeriesRenderStyle(),
                    x.shares(series.getXData()),
                    y.shares(series.getYData())));
  }

  private static boolean covers(
      Rectangle2D rectangle, @Nullable XYSeriesRenderStyle style, double[] xs, double[] ys) {
    if (style == XYSeriesRenderStyle.PolygonArea) {
      return polygon(xs, ys).intersects(rectangle);
    }
    boolean joined = style != XYSeriesRenderStyle.Scatter;
    return IntStream.range(0, xs.length)
        .filter(i -> Double.isFinite(ys[i]))
        .anyMatch(
            i ->
                (joined && i > 0 && Double.isFinite(ys[i - 1]))
                    ? rectangle.intersectsLine(xs[i - 1], ys[i - 1], xs[i], ys[i])
                    : rectangle.contains(xs[i], ys[i]));
  }

  private static Path2D polygon(double[] xs, double[] ys) {
    Path2D polygon = new Path2D.Double();
    polygon.moveTo(xs[0], ys[0]);
    IntStream.range(1, xs.length).forEach(i -> polygon.lineTo(xs[i], ys[i]));
    polygon.closePath();
    return polygon;
  }
}
