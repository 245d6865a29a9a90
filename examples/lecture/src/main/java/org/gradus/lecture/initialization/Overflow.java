package org.gradus.lecture.initialization;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.NonFiniteException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;

/**
 * Where a network that explodes leaves the range of float32.
 *
 * @param said the hidden layer that the library names, from 1; one more than there are if none
 * @param expected the first hidden layer with a number above the largest float32, in float64
 * @param message what the library says
 */
record Overflow(int said, int expected, String message) {
  /** The modules of a layer: the linear one, and its ReLU. */
  private static final int MODULES = 2;

  /** Runs the same network in both types. */
  static Overflow of(Start start, Tensor x, RandomSource weights) {
    List<Double> largest = new ArrayList<>();
    Context context =
        Context.eval()
            .withListener((path, module, in, out) -> largest.add(out.detach().abs().max().item()));
    start.network(DType.FLOAT64, weights).forward(x, context);
    int fitting =
        (int) largest.stream().takeWhile(value -> value <= Float.MAX_VALUE).count() / MODULES;
    Module network = start.network(DType.FLOAT32, weights);
    try {
      Autograd.traceNonFinite(() -> network.forward(x.cast(DType.FLOAT32)));
      return new Overflow(start.layers() + 1, fitting + 1, "nothing overflows");
    } catch (NonFiniteException e) {
      return new Overflow(Integer.parseInt(e.path()) / MODULES + 1, fitting + 1, e.toString());
    }
  }
}
