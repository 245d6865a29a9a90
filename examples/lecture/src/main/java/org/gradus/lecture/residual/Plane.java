package org.gradus.lecture.residual;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.gradus.core.random.RandomSource;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ParameterRole;
import org.gradus.optimizers.chart.Grid;

/**
 * Two random directions from the parameters of a network, scaled so that each row of a direction is
 * as long as the row of weights that it changes: d ← d · ‖w‖ / (‖d‖ + 10⁻¹⁰), for each unit. Biases
 * and the parameters of normalizers stay.
 *
 * <p>Source: Li, Xu, Taylor, Studer and Goldstein, "Visualizing the loss landscape of neural nets",
 * 2018, section 4.
 */
final class Plane {
  private static final double EPSILON = 1e-10;

  private final Module network;
  private final List<Weight> weights = new ArrayList<>();

  /** A weight: where it was, and its part of the two directions. */
  private record Weight(Parameter parameter, Tensor center, Tensor first, Tensor second) {
    void moveTo(double a, double b) {
      parameter.set(center.add(first.mul(a)).add(second.mul(b)));
    }
  }

  /** Draws the directions from a network's present parameters. */
  Plane(Module network, RandomSource random) {
    this.network = network;
    network
        .parameters()
        .forEach(
            (path, parameter) -> {
              if (network.role(path, parameter.shape()) == ParameterRole.WEIGHT) {
                Tensor center = parameter.tensor().detach().copy();
                Tensor first = direction(center, random);
                weights.add(new Weight(parameter, center, first, direction(center, random)));
              }
            });
  }

  private static Tensor direction(Tensor weight, RandomSource random) {
    float[] values = new float[weight.elements()];
    random.fillGaussian(values, 0, values.length);
    Tensor d = Tensor.of(values, weight.shape());
    Tensor scale =
        Reductions.norm(weight, 2, true, 1).div(Reductions.norm(d, 2, true, 1).add(EPSILON));
    return d.mul(scale);
  }

  /** Moves the parameters to a place of the plane; (0, 0) is where they were. */
  void moveTo(double a, double b) {
    weights.forEach(weight -> weight.moveTo(a, b));
  }

  /**
   * Returns a quantity of the network at the places of a square grid over [−1, 1]², and moves it
   * back.
   */
  Grid grid(int places, ToDoubleFunction<Module> quantity) {
    double[] at = new double[places];
    Arrays.setAll(at, i -> 2.0 * i / (places - 1) - 1);
    double[][] heights = new double[places][places];
    for (int row = 0; row < places; row++) {
      for (int column = 0; column < places; column++) {
        moveTo(at[column], at[row]);
        heights[row][column] = quantity.applyAsDouble(network);
      }
    }
    moveTo(0, 0);
    return new Grid(at, at, heights);
  }
}
