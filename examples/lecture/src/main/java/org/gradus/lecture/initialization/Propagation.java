package org.gradus.lecture.initialization;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * The mean squares in a network of random weights, over units and examples.
 *
 * @param input of the inputs
 * @param forward of the pre-activations, by hidden layer
 * @param backward of the output's gradients with respect to them
 */
record Propagation(double input, double[] forward, double[] backward) {
  /** Measures a network, forward and backward. */
  static Propagation of(Module network, Tensor x) {
    List<Tensor> layers = new ArrayList<>();
    Context context =
        Context.eval()
            .withListener(
                (path, module, in, out) -> {
                  if (module instanceof Linear) {
                    layers.add(out);
                  }
                });
    Tensor y = network.forward(x, context);
    List<Tensor> hidden = layers.subList(0, layers.size() - 1);
    Gradients gradients = Backward.of(y.sum()).alsoOf(hidden.toArray(new Tensor[0])).run();
    return new Propagation(
        meanSquare(x),
        hidden.stream().mapToDouble(Propagation::meanSquare).toArray(),
        hidden.stream().mapToDouble(f -> meanSquare(gradients.of(f))).toArray());
  }

  private static double meanSquare(Tensor x) {
    return x.detach().square().mean().item();
  }

  /** Returns by how much the growth into each layer is what the law says, forward: about 1. */
  double[] forwardRatios(Start start) {
    return IntStream.range(0, forward.length)
        .mapToDouble(k -> forward[k] / (k == 0 ? input : forward[k - 1]) / start.forwardLaw(k))
        .toArray();
  }

  /** Returns by how much the growth into each layer is what the law says, backward: about 1. */
  double[] backwardRatios(Start start) {
    int last = backward.length - 1;
    // The gradient of the output with respect to itself is 1.
    return IntStream.rangeClosed(0, last)
        .mapToDouble(k -> backward[k] / (k == last ? 1 : backward[k + 1]) / start.backwardLaw(k))
        .toArray();
  }

  /** Returns log₁₀ of the standard deviations of mean squares. */
  static double[] decades(double... meanSquares) {
    return DoubleStream.of(meanSquares).map(square -> 0.5 * Math.log10(square)).toArray();
  }
}
