package org.gradus.lecture.characters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.gradus.core.data.Batch;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.losses.classification.CrossEntropy;
import org.gradus.optimizers.chart.Histogram;
import org.gradus.optimizers.chart.LinePanel;
import org.gradus.optimizers.chart.Palette;

/**
 * What goes through a network: the activations of its tanhs, and the gradients of the loss with
 * respect to them.
 *
 * @param activations of each layer of tanhs
 * @param gradients of each layer of tanhs
 */
record Passage(List<double[]> activations, List<double[]> gradients) {
  private static final int BINS = 40;

  /** Runs a network forward and back. */
  static Passage of(Module network, Batch batch, Context context) {
    List<Tensor> tanhs = new ArrayList<>();
    Context listening =
        context.withListener(
            (path, module, x, y) -> {
              if (module instanceof Tanh) {
                tanhs.add(y);
              }
            });
    Tensor loss =
        new CrossEntropy().of(network.forward(batch.inputs(), listening), batch.targets());
    Gradients gradients = Backward.of(loss).alsoOf(tanhs.toArray(Tensor[]::new)).run();
    return new Passage(
        tanhs.stream().map(Passage::numbers).toList(),
        tanhs.stream().map(gradients::of).map(Passage::numbers).toList());
  }

  private static double[] numbers(Tensor tensor) {
    return tensor.reshape(-1).cast(DType.FLOAT64).toDoubles();
  }

  /** Returns the standard deviation of the activations of a layer. */
  double deviation(int layer) {
    return Math.sqrt(StatUtils.variance(activations.get(layer)));
  }

  /** Draws how activations are distributed in each layer. */
  LinePanel activations(String title) {
    return panel(title, "tanh", activations, 1);
  }

  /** Draws how gradients are distributed in each layer. */
  LinePanel gradients(String title) {
    double[] all = gradients.stream().flatMapToDouble(Arrays::stream).toArray();
    return panel(title, "gradient", gradients, 3 * Math.sqrt(StatUtils.variance(all)));
  }

  private static LinePanel panel(String title, String axis, List<double[]> layers, double range) {
    LinePanel panel = new LinePanel(title, axis, "density").horizontally(-range, range).fromZero();
    for (int layer = 0; layer < layers.size(); layer++) {
      Histogram.of(layers.get(layer), -range, range, BINS)
          .line(panel, "layer " + (layer + 1), Palette.ofSeries(layer));
    }
    return panel;
  }
}
