package org.gradus.optimizers.lbfgs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gradus.core.plugin.Settings;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;

/**
 * Limited-memory BFGS: steps down −H g, with H the inverse of the Hessian as far as the last few
 * differences of parameters and gradients tell it.
 *
 * <pre>{@code
 * Lbfgs lbfgs = new Lbfgs(model.parameters(), new Lbfgs.Config());
 * for (int i = 0; i < 20; i++) {
 *   lbfgs.step(() -> loss.of(model.forward(x, context), y));
 * }
 * }</pre>
 *
 * <p>Every step asks for the loss several times, so the loss must be the same function every time:
 * of the whole data set, or of one batch, and without dropout. Memory: 2 · history numbers, in
 * float64, for every parameter.
 *
 * <p>Source: Liu and Nocedal, "On the limited memory BFGS method for large scale optimization",
 * 1989.
 */
public final class Lbfgs {
  /** The least curvature along a step that is learned from. */
  private static final double LEAST_CURVATURE = 1e-10;

  private final List<Parameter> parameters;
  private final Config config;
  private final Deque<Pair> pairs = new ArrayDeque<>();
  private double scale = 1;
  private double[] direction = {};
  private double[] gradientBefore = {};
  private double distance;
  private int iterations;
  private int evaluations;

  /** A step s with the difference y of the gradients it made. */
  private record Pair(double[] s, double[] y, double inverse) {}

  /** The loss and its gradient at the parameters. */
  private record Loss(double value, double[] gradient) {}

  /** Creates the optimizer of parameters by path. */
  public Lbfgs(Map<String, Parameter> parameters, Config config) {
    this.parameters = List.copyOf(new LinkedHashMap<>(parameters).values());
    this.config = config;
  }

  /**
   * How far to go, and when to stop.
   *
   * @param learningRate the length of a step, in multiples of the direction; the first length tried
   *     if lines are searched. Above 0
   * @param iterations the number of iterations in a step, at least 1
   * @param evaluations the number of losses in a step after which it ends, at least 1
   * @param history the number of differences that are kept, at least 1
   * @param leastGradient ends a step where no element of the gradient is larger, at least 0
   * @param leastChange ends a step where neither parameters nor loss change by more, at least 0
   * @param searchesLines whether to search along every direction for a step that meets the strong
   *     Wolfe conditions
   */
  public record Config(
      double learningRate,
      int iterations,
      int evaluations,
      int history,
      double leastGradient,
      double leastChange,
      boolean searchesLines) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if one is out of its range
     */
    public Config {
      Settings.require(learningRate > 0, "lbfgs", "learning rate", "above 0", learningRate);
      Settings.require(iterations >= 1, "lbfgs", "number of iterations", "at least 1", iterations);
      Settings.require(
          evaluations >= 1, "lbfgs", "number of evaluations", "at least 1", evaluations);
      Settings.require(history >= 1, "lbfgs", "history", "at least 1", history);
      Settings.require(leastGradient >= 0, "lbfgs", "least gradient", "at least 0", leastGradient);
      Settings.require(leastChange >= 0, "lbfgs", "least change", "at least 0", leastChange);
    }

    /** Twenty iterations a step with line search, of a history of 100. */
    public Config() {
      this(1, 20, 25, 100, 1e-7, 1e-9, true);
    }
  }

  /**
   * Makes a step of several iterations.
   *
   * @param loss computes the loss, a single number, from the parameters' values of the moment
   * @return the loss at the start of the step
   */
  public double step(Supplier<Tensor> loss) {
    Loss now = evaluate(loss);
    double first = now.value;
    int asked = 1;
    for (int i = 1; largest(now.gradient) > config.leastGradient; i++) {
      iterations++;
      direct(now.gradient);
      gradientBefore = now.gradient;
      distance =
          iterations == 1
              ? Math.min(1, 1 / sumOfMagnitudes(now.gradient)) * config.learningRate
              : config.learningRate;
      double slope = dot(now.gradient, direction);
      if (slope > -config.leastChange) {
        break;
      }
      Loss before = now;
      int evaluated = evaluations;
      now = descend(loss, now, slope, i < config.iterations);
      asked += evaluations - evaluated;
      boolean hardly =
          largest(direction) * distance <= config.leastChange
              || Math.abs(now.value - before.value) < config.leastChange;
      if (i == config.iterations || asked >= config.evaluations || hardly) {
        break;
      }
    }
    return first;
  }

  /** Returns the number of times that the loss was computed in all steps. */
  public int evaluations() {
    return evaluations;
  }

  private Loss descend(Supplier<Tensor> loss, Loss now, double slope, boolean goesOn) {
    double[] start = values();
    if (!config.searchesLines) {
      moveTo(start, distance);
      return goesOn ? evaluate(loss) : now;
    }
    LineSearch.Result found =
        LineSearch.search(
            t -> {
              moveTo(start, t);
              Loss there = evaluate(loss);
              return new Point(t, there.value, there.gradient, dot(there.gradient, direction));
            },
            new Point(0, now.value, now.gradient, slope),
            distance,
            largest(direction),
            config.leastChange);
    distance = found.point().t();
    moveTo(start, distance);
    return new Loss(found.point().value(), found.point().gradient());
  }

  /** Learns from the last iteration, and sets the direction −H g. */
  private void direct(double[] gradient) {
    if (iterations > 1) {
      learn(gradient);
    }
    double[] r = gradient.clone();
    scale(r, -1);
    double[] shares = new double[pairs.size()];
    int i = 0;
    for (Iterator<Pair> last = pairs.descendingIterator(); last.hasNext(); i++) {
      Pair pair = last.next();
      shares[i] = dot(pair.s, r) * pair.inverse;
      add(r, -shares[i], pair.y);
    }
    scale(r, scale);
    for (Pair pair : pairs) {
      i--;
      add(r, shares[i] - dot(pair.y, r) * pair.inverse, pair.s);
    }
    direction = r;
  }

  private void learn(double[] gradient) {
    double[] y = gradient.clone();
    add(y, -1, gradientBefore);
    double[] s = direction.clone();
    scale(s, distance);
    double curvature = dot(y, s);
    if (curvature > LEAST_CURVATURE) {
      if (pairs.size() == config.history) {
        pairs.removeFirst();
      }
      pairs.addLast(new Pair(s, y, 1 / curvature));
      scale = curvature / dot(y, y);
    }
  }

  private Loss evaluate(Supplier<Tensor> loss) {
    evaluations++;
    Tensor value = loss.get();
    Gradients gradients = value.backward();
    double[] gradient = new double[size()];
    int at = 0;
    for (Parameter parameter : parameters) {
      double[] part = gradients.of(parameter).cast(DType.FLOAT64).toDoubles();
      System.arraycopy(part, 0, gradient, at, part.length);
      at += part.length;
    }
    return new Loss(value.item(), gradient);
  }

  private int size() {
    return parameters.stream().mapToInt(parameter -> parameter.shape().elements()).sum();
  }

  private double[] values() {
    double[] values = new double[size()];
    int at = 0;
    for (Parameter parameter : parameters) {
      double[] part = parameter.tensor().cast(DType.FLOAT64).toDoubles();
      System.arraycopy(part, 0, values, at, part.length);
      at += part.length;
    }
    return values;
  }

  private void moveTo(double[] start, double t) {
    int at = 0;
    for (Parameter parameter : parameters) {
      Shape shape = parameter.shape();
      double[] part = new double[shape.elements()];
      for (int i = 0; i < part.length; i++, at++) {
        part[i] = start[at] + t * direction[at];
      }
      parameter.set(Tensor.of(part, shape).cast(parameter.dtype()));
    }
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void add(double[] x, double factor, double[] y) {
    for (int i = 0; i < x.length; i++) {
      x[i] += factor * y[i];
    }
  }

  private static void scale(double[] x, double factor) {
    for (int i = 0; i < x.length; i++) {
      x[i] *= factor;
    }
  }

  private static double largest(double[] x) {
    double largest = 0;
    for (double value : x) {
      largest = Math.max(largest, Math.abs(value));
    }
    return largest;
  }

  private static double sumOfMagnitudes(double[] x) {
    double sum = 0;
    for (double value : x) {
      sum += Math.abs(value);
    }
    return sum;
  }
}
