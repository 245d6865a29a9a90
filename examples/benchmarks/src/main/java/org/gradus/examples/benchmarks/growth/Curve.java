package org.gradus.examples.benchmarks.growth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.json.Json;

/**
 * How a cost grows along an axis, a line of JSON.
 *
 * @param system the name of the system
 * @param threads the number of threads that it may use
 * @param quantity what was measured, with its unit
 * @param family the family of networks
 * @param axis what grows
 * @param points what was measured, by extent, ascending
 */
public record Curve(
    String system, int threads, Quantity quantity, Family family, Axis axis, List<Point> points) {
  /** Keeps a copy of the points. */
  public Curve {
    points = List.copyOf(points);
  }

  /**
   * A network of one size.
   *
   * @param extent how large it is along the axis
   * @param value the median
   * @param least the least value of all repetitions
   * @param most the largest one
   * @param otherLoad how many cores everything else on the machine used meanwhile
   */
  public record Point(int extent, double value, double least, double most, double otherLoad) {}

  /** Returns this as a line of JSON. */
  String json() {
    return Json.plain().write(this);
  }

  /** Returns the curve in a line of JSON. */
  static Curve of(String json) {
    return Json.plain().read(json, Curve.class);
  }

  /** Returns the curves in a file, one in each line. */
  static Stream<Curve> in(Path file) {
    try {
      return Files.readAllLines(file).stream().map(Curve::of);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the extents. */
  double[] extents() {
    return points.stream().mapToDouble(Point::extent).toArray();
  }

  /** Returns the medians. */
  double[] values() {
    return points.stream().mapToDouble(Point::value).toArray();
  }

  /**
   * Returns the arithmetic of each step, in thousands of millions of operations a second, if this
   * curve is of times. A step counts as three forward passes (the pass itself, the gradients of the
   * activations and those of the weights), a multiply-add as two operations.
   */
  double[] gigaflops() {
    return points.stream()
        .mapToDouble(point -> operations(point.extent()) / (1000 * point.value()))
        .toArray();
  }

  private double operations(int extent) {
    return 6 * family.multiplyAdds(family.base().with(axis, extent));
  }
}
