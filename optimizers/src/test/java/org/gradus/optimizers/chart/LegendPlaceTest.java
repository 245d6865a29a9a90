package org.gradus.optimizers.chart;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.gradus.optimizers.chart.LegendPlace.Axis;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.LegendPosition;

/** Places on a plot of [0, 10] × [0, 10], for a legend of 3 × 2. */
class LegendPlaceTest {
  private static final Axis TEN = new Axis(0, 10, false);

  private static XYSeries line(double... xy) {
    double[] x = new double[xy.length / 2];
    double[] y = new double[xy.length / 2];
    for (int i = 0; i < x.length; i++) {
      x[i] = xy[2 * i];
      y[i] = xy[2 * i + 1];
    }
    return new XYChart(1, 1).addSeries("line", x, y);
  }

  private static LegendPosition place(XYSeries... drawn) {
    return new LegendPlace(TEN, TEN).of(List.of(drawn), 0.3, 0.2);
  }

  @Test
  void isTheFirstCornerThatIsFree() {
    XYSeries rising = line(0, 0, 10, 10);
    XYSeries above = line(0, 9, 10, 9);
    XYSeries below = line(0, 1, 10, 1);
    assertEquals(LegendPosition.InsideNE, place(line(0, 10, 10, 0)));
    assertEquals(LegendPosition.InsideNW, place(rising));
    assertEquals(LegendPosition.InsideSE, place(above));
    assertEquals(LegendPosition.InsideSW, place(above, line(10, 0, 10, 1)));
    assertEquals(LegendPosition.OutsideS, place(above, below));
  }

  /** Between its two places a line goes through the corner. */
  @Test
  void seesWhatIsBetweenPlaces() {
    XYSeries across = line(6, 9, 10, 7.9);
    assertEquals(LegendPosition.InsideNW, place(across));
    across.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    assertEquals(LegendPosition.InsideNE, place(across));
  }

  @Test
  void seesPointsOnTheEdge() {
    XYSeries point = line(10, 10);
    point.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter);
    assertEquals(LegendPosition.InsideNW, place(point));
  }

  @Test
  void seesWhatIsWithinABand() {
    XYSeries band = line(0, 1, 10, 1, 10, 11, 5, 11, 5, 2, 0, 2);
    band.setXYSeriesRenderStyle(XYSeriesRenderStyle.PolygonArea);
    assertEquals(LegendPosition.InsideNW, place(band));
  }

  @Test
  void leavesOutWhatIsNoNumberAndWhatIsOutside() {
    assertEquals(
        LegendPosition.InsideNE, place(line(7, 7, 8, Double.NaN, 9, 7, 9, Double.NaN, 9, 30)));
  }

  /** 600 is in the upper tenth of the decades from 1 to 1000, and in the middle of the numbers. */
  @Test
  void followsLogarithmicAxes() {
    List<XYSeries> level = List.of(line(0, 600, 10, 600));
    assertEquals(
        LegendPosition.InsideNE,
        new LegendPlace(TEN, new Axis(1, 1000, false)).of(level, 0.3, 0.2));
    assertEquals(
        LegendPosition.InsideSE, new LegendPlace(TEN, new Axis(1, 1000, true)).of(level, 0.3, 0.2));
  }
}
