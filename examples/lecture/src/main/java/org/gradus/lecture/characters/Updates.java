package org.gradus.lecture.characters;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.commons.math3.stat.StatUtils;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.lecture.experiment.Lab;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;
import org.gradus.optimizers.listener.TextProgress;

/**
 * How large updates are beside what is updated: for the weights of each hidden layer and each step
 * the logarithm, of base 10, of the ratio of their standard deviations.
 *
 * @param ratios of each layer, at each step
 */
record Updates(double[][] ratios) {
  /** Over how many of the last steps a ratio is averaged. */
  private static final int LAST = 100;

  /** Builds and trains a network, and measures its updates. */
  static Updates watch(Module network, Contexts contexts, int steps, RandomSource random, Lab lab) {
    network.build(contexts.input(), random.stream("network"));
    Map<String, Parameter> weights = new LinkedHashMap<>(network.parameters());
    weights.values().removeIf(parameter -> parameter.shape().rank() < 2);
    // The table and the scores are no hidden layers.
    List<String> paths = List.copyOf(weights.keySet());
    weights.keySet().retainAll(paths.subList(1, paths.size() - 1));
    List<Parameter> matrices = List.copyOf(weights.values());
    double[][] ratios = new double[matrices.size()][steps];
    Optimizer optimizer = Optimizer.of(network.parameters(), TwoRateDescent.FAST, Sgd.plain());
    try (TextProgress bar = lab.progress("updates", steps)) {
      for (int step = 0; step < steps; step++) {
        Batch batch = TwoRateDescent.draw(contexts.train(), random);
        Tensor scores = network.forward(batch.inputs(), Context.train(random));
        Gradients gradients = new CrossEntropy().of(scores, batch.targets()).backward();
        for (int i = 0; i < ratios.length; i++) {
          Parameter weight = matrices.get(i);
          double update = TwoRateDescent.FAST * deviation(gradients.of(weight));
          ratios[i][step] = Math.log10(update / deviation(weight.tensor().detach()));
        }
        optimizer.step(gradients);
        bar.step();
      }
    }
    return new Updates(ratios);
  }

  private static double deviation(Tensor tensor) {
    return Reductions.standardDeviation(tensor, 1, false).item();
  }

  /** Returns the median over the weights of the mean of the last ratios. */
  double median() {
    return StatUtils.percentile(atEnd(), 50);
  }

  /** Returns the median over the layers of the ratio of the first step. */
  double atFirst() {
    return StatUtils.percentile(Arrays.stream(ratios).mapToDouble(ratio -> ratio[0]).toArray(), 50);
  }

  private double[] atEnd() {
    return Arrays.stream(ratios).mapToDouble(ratio -> atEnd(ratio)).toArray();
  }

  private static double atEnd(double[] ratio) {
    return Arrays.stream(ratio, ratio.length - LAST, ratio.length).average().orElseThrow();
  }

  /** Draws the ratios over the steps, smoothed, with the rule of thumb. */
  LinePanel panel(String title) {
    int steps = ratios[0].length;
    LinePanel panel =
        new LinePanel(title, "step", "update / weight, log10")
            .horizontally(0, steps)
            .vertically(-5, -1);
    double[] middles = IntStream.range(0, steps / 10).mapToDouble(i -> 10 * i + 5).toArray();
    for (int i = 0; i < ratios.length; i++) {
      double[] ratio = ratios[i];
      double[] means =
          IntStream.range(0, middles.length)
              .mapToDouble(j -> StatUtils.mean(ratio, 10 * j, 10))
              .toArray();
      panel.line("layer " + (i + 1), middles, means, Palette.ofSeries(i));
    }
    return panel.level("a thousandth", 0, steps, -3);
  }
}
