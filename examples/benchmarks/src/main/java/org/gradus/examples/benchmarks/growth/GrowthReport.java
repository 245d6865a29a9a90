package org.gradus.examples.benchmarks.growth;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.gradus.core.file.Folders;
import org.gradus.optimizers.chart.Figure;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.chart.Panel;

/**
 * Draws the curves that {@link GrowthCommand} has measured, a picture for each family, and prints
 * the cliffs: {@code FOLDER FILE…}, the folder for the pictures and the files with the curves of
 * one or several systems.
 */
public final class GrowthReport {
  private GrowthReport() {}

  /** Runs the program. */
  public static void main(String[] args) {
    if (args.length < 2) {
      throw new IllegalArgumentException(
          "[growth report] expected a folder and files, got " + Arrays.toString(args) + ".");
    }
    Path folder = Path.of(args[0]);
    Folders.makeWritable(folder);
    List<Curve> curves = Arrays.stream(args).skip(1).map(Path::of).flatMap(Curve::in).toList();
    for (Family family : Family.values()) {
      List<Curve> ofFamily = curves.stream().filter(c -> c.family() == family).toList();
      if (!ofFamily.isEmpty()) {
        figure(family, ofFamily).write(folder.resolve(family + ".png"));
      }
    }
    curves.stream()
        .filter(curve -> curve.quantity() == Quantity.TIME)
        .flatMap(curve -> Cliff.of(curve).stream())
        .forEach(System.out::println);
  }

  private static Figure figure(Family family, List<Curve> curves) {
    List<Panel> panels = new ArrayList<>();
    panels.addAll(
        row(
            curves,
            Quantity.TIME,
            Curve::values,
            axis -> empty("time", axis, "µs per step").logarithmicallyUp()));
    panels.addAll(
        row(
            curves,
            Quantity.TIME,
            Curve::gigaflops,
            axis -> empty("speed", axis, "GFLOP/s").fromZero()));
    panels.addAll(
        row(
            curves,
            Quantity.MEMORY,
            Curve::values,
            axis -> empty("memory", axis, "MiB, peak resident set").logarithmicallyUp()));
    Size base = family.base();
    String title =
        String.format(
            Locale.ROOT,
            "How a training step grows: %s (batch %d, width %d, depth %d%s, but for the axis)",
            family,
            base.batch(),
            base.width(),
            base.depth(),
            family.axes().contains(Axis.LENGTH) ? ", length " + base.length() : "");
    return new Figure(title, family.axes().size(), panels);
  }

  private static LinePanel empty(String what, Axis axis, String unit) {
    return new LinePanel(what + " by " + axis, axis.toString(), unit).logarithmicallyAcross();
  }

  /** Returns a panel for each axis along which a quantity was measured. */
  private static List<Panel> row(
      List<Curve> curves,
      Quantity quantity,
      Function<Curve, double[]> heights,
      Function<Axis, LinePanel> empty) {
    List<Panel> panels = new ArrayList<>();
    for (Axis axis : Axis.values()) {
      List<Curve> shown =
          curves.stream().filter(c -> c.axis() == axis && c.quantity() == quantity).toList();
      if (!shown.isEmpty()) {
        LinePanel panel = empty.apply(axis);
        for (int i = 0; i < shown.size(); i++) {
          Curve curve = shown.get(i);
          String name =
              curve.system()
                  + (curve.threads() == 1 ? ", 1 thread" : ", " + curve.threads() + " threads");
          panel.line(name, curve.extents(), heights.apply(curve), Palette.ofSeries(i));
        }
        panels.add(panel);
      }
    }
    return panels;
  }
}
