package org.gradus.lecture.regularization;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * A network of two weights, y = φ0 · tanh(φ1 x), four examples that it cannot all fit, each a batch
 * of its own, and ways to descend on its loss, in float64: by gradient flow, and by stochastic
 * gradient descent, many runs at once.
 */
final class TwoWeights {
  /** The number of batches, m. */
  static final int BATCHES = 4;

  private static final double[] X = {0.5, 1, 1.5, 2};
  private static final double[] Y = {1, -0.4, 1.6, 0.2};
  private static final double[] START = {1.2, -0.8};

  /** Steps of the integration for each unit of time; its error is of the fourth power. */
  private static final double RESOLUTION = 20;

  private TwoWeights() {}

  /** Returns where all descents start: φ0 and φ1. */
  static double[] start() {
    return START.clone();
  }

  /** Returns the losses of the batches at φ, (2). */
  static List<Tensor> losses(Tensor phi) {
    return IntStream.range(0, BATCHES)
        .mapToObj(i -> loss(phi, Tensor.scalar(X[i]), Tensor.scalar(Y[i])))
        .toList();
  }

  /** Returns the mean of losses. */
  static Tensor mean(List<Tensor> losses) {
    return losses.stream().reduce(Tensor::add).orElseThrow().div(losses.size());
  }

  /** Returns ½ (φ0 · tanh(φ1 x) − y)² for each column of φ, (2) or (2, runs). */
  private static Tensor loss(Tensor phi, Tensor x, Tensor y) {
    Tensor prediction = phi.select(0, 1).mul(x).tanh().mul(phi.select(0, 0));
    return prediction.sub(y).square().mul(0.5);
  }

  /**
   * Follows gradient flow, dφ/dt = −∇F(φ), from the start, by the classical Runge-Kutta method.
   *
   * @param f what is descended on
   * @param time between the places that are returned
   * @param places how many, besides the start
   */
  static List<double[]> flow(Function<Parameter, Tensor> f, double time, int places) {
    int steps = (int) Math.ceil(time * RESOLUTION);
    double h = time / steps;
    List<double[]> path = new ArrayList<>(List.of(start()));
    double[] phi = start();
    for (int i = 0; i < places; i++) {
      for (int step = 0; step < steps; step++) {
        double[] k1 = descent(f, phi);
        double[] k2 = descent(f, moved(phi, h / 2, k1));
        double[] k3 = descent(f, moved(phi, h / 2, k2));
        double[] k4 = descent(f, moved(phi, h, k3));
        phi = moved(moved(moved(moved(phi, h / 6, k1), h / 3, k2), h / 3, k3), h / 6, k4);
      }
      path.add(phi);
    }
    return path;
  }

  private static double[] descent(Function<Parameter, Tensor> f, double[] place) {
    Parameter phi = Parameter.of(Tensor.of(place));
    return f.apply(phi).backward().of(phi).neg().toDoubles();
  }

  private static double[] moved(double[] place, double by, double[] direction) {
    return new double[] {place[0] + by * direction[0], place[1] + by * direction[1]};
  }

  /** Where many runs of stochastic gradient descent are, all at once. */
  static final class Runs {
    private final Parameter phi;
    private final Optimizer optimizer;
    private final int number;

    /** Puts runs at the start. */
    Runs(int number, double learningRate) {
      this.number = number;
      Shape shape = Shape.of(2, number);
      phi = Parameter.of(Tensor.of(START).unsqueeze(1).expand(shape).copy());
      optimizer = Optimizer.of(Map.of("phi", phi), learningRate, Sgd.plain());
    }

    /**
     * Makes a step for each batch, in the order of each run.
     *
     * @param orders for every run
     */
    void epoch(List<int[]> orders) {
      for (int step = 0; step < BATCHES; step++) {
        int now = step;
        double[] x = orders.stream().mapToDouble(order -> X[order[now]]).toArray();
        double[] y = orders.stream().mapToDouble(order -> Y[order[now]]).toArray();
        optimizer.step(loss(phi.tensor(), Tensor.of(x), Tensor.of(y)).sum().backward());
      }
    }

    /** Returns the mean place of the runs. */
    double[] mean() {
      return phi.tensor().detach().mean(1).toDoubles();
    }

    /** Returns the standard error of the mean place: √(Σ variances / number). */
    double standardError() {
      Tensor all = phi.tensor().detach();
      Tensor centred = all.sub(Tensor.of(mean()).unsqueeze(1));
      return Math.sqrt(centred.square().sum().item() / (number - 1.0) / number);
    }
  }
}
