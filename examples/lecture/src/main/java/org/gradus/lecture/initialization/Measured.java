package org.gradus.lecture.initialization;

import java.util.List;
import java.util.function.Function;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What was measured of a start.
 *
 * @param start how the networks start
 * @param runs one for each network
 */
record Measured(Start start, List<Propagation> runs) {
  /** Returns the layer's distance from the law forward, of the farthest, in standard errors. */
  double farthestForward() {
    return farthest(run -> run.forwardRatios(start), start::forwardScatter);
  }

  /** Returns the layer's distance from the law backward, of the farthest, in standard errors. */
  double farthestBackward() {
    return farthest(run -> run.backwardRatios(start), start::backwardScatter);
  }

  private double farthest(Function<Propagation, double[]> ratios, IntToDoubleFunction scatter) {
    double[] means = means(ratios);
    return IntStream.range(0, means.length)
        .mapToDouble(k -> (means[k] - 1) / Math.sqrt(scatter.applyAsDouble(k) / runs.size()))
        .map(Math::abs)
        .max()
        .orElseThrow();
  }

  /** Returns the means of values over the networks, layer by layer. */
  double[] means(Function<Propagation, double[]> values) {
    List<double[]> all = runs.stream().map(values).toList();
    return IntStream.range(0, all.get(0).length)
        .mapToDouble(k -> all.stream().mapToDouble(v -> v[k]).average().orElseThrow())
        .toArray();
  }
}
