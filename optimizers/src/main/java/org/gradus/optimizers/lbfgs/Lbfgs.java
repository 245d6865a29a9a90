package org.gradus.optimizers.lbfgs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
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
  private static final String NAME = "lbfgs";
  private static final String NUMBERS = "numbers";
  private static final String DIRECTION = "direction";
  private static final String GRADIENT = "gradient";
  private static final String STEPS = "steps";
  private static final String DIFFERENCES = "differences";

  private final List<Parameter> parameters;
  private final Config config;
  private final InverseHessian hessian;
  private double[] direction = {};
  private double[] gradientBefore = {};
  private double distance;
  private int iterations;
  private int evaluations;

  /** The loss and its gradient at the parameters. */
  private record Loss(double value, double[] gradient) {}

  /**
   * Creates the optimizer of parameters by path.
   *
   * @param parameters in order; one that has several paths, as tied weights do, counts once
   * @throws IllegalArgumentException if there are none
   */
  public Lbfgs(Map<String, Parameter> parameters, Config config) {
    if (parameters.isEmpty()) {
      throw new IllegalArgumentException(
          "[lbfgs] there are no parameters: expected at least one, got none. Hint: a network has its"
              + " parameters once it is built.");
    }
    this.parameters = List.copyOf(new LinkedHashSet<>(parameters.values()));
    this.config = config;
    this.hessian = new InverseHessian(config.history());
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
      Settings.requirePositive(NAME, "learning rate", learningRate);
      Settings.require(iterations >= 1, NAME, "number of iterations", "at least 1", iterations);
      Settings.require(evaluations >= 1, NAME, "number of evaluations", "at least 1", evaluations);
      Settings.require(history >= 1, NAME, "history", "at least 1", history);
      Settings.require(leastGradient >= 0, NAME, "least gradient", "at least 0", leastGradient);
      Settings.require(leastChange >= 0, NAME, "least change", "at least 0", leastChange);
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
   * @return the loss at the start of the step; if it is not finite, or its gradient is not, the
   *     parameters are left as they are
   * @throws org.gradus.core.tensor.ShapeException if the loss is not a single number
   */
  public double step(Supplier<Tensor> loss) {
    Loss now = evaluate(loss);
    double first = now.value;
    int asked = 1;
    for (int i = 1; canDescend(now); i++) {
      iterations++;
      direct(now.gradient);
      gradientBefore = now.gradient;
      distance =
          iterations == 1
              ? Math.min(1, 1 / Vectors.sumOfMagnitudes(now.gradient)) * config.learningRate
              : config.learningRate;
      double slope = Vectors.dot(now.gradient, direction);
      if (slope > -config.leastChange) {
        break;
      }
      Loss before = now;
      int evaluated = evaluations;
      now = descend(loss, now, slope, i < config.iterations);
      asked += evaluations - evaluated;
      boolean hardly =
          Vectors.largest(direction) * distance <= config.leastChange
              || Math.abs(now.value - before.value) < config.leastChange;
      if (i == config.iterations || asked >= config.evaluations || hardly) {
        break;
      }
    }
    return first;
  }

  /** Returns whether there is a way down from here. */
  private boolean canDescend(Loss now) {
    double largest = Vectors.largest(now.gradient);
    return largest > config.leastGradient && Double.isFinite(largest) && Double.isFinite(now.value);
  }

  /**
   * Returns a copy of everything that decides the future besides the parameters, by name, FLOAT64:
   * what a checkpoint keeps.
   *
   * <pre>{@code
   * Checkpoint.of(model).with("lbfgs", lbfgs.state()).write(file);
   * }</pre>
   */
  public Map<String, Tensor> state() {
    Map<String, Tensor> state = new LinkedHashMap<>();
    state.put(NUMBERS, Tensor.of(new double[] {distance, iterations, evaluations}));
    if (iterations > 0) {
      state.put(DIRECTION, Tensor.of(direction));
      state.put(GRADIENT, Tensor.of(gradientBefore));
    }
    if (hessian.steps().length > 0) {
      state.put(STEPS, Tensor.of(hessian.steps()));
      state.put(DIFFERENCES, Tensor.of(hessian.differences()));
    }
    return state;
  }

  /**
   * Restores what {@link #state()} returned.
   *
   * @throws IllegalArgumentException if it is not that of such parameters; nothing is changed then
   */
  public void restore(Map<String, Tensor> state) {
    double[] numbers = vector(state, NUMBERS, 3);
    boolean begun = numbers[1] > 0;
    double[] lastDirection = begun ? vector(state, DIRECTION, size()) : new double[0];
    double[] lastGradient = begun ? vector(state, GRADIENT, size()) : new double[0];
    double[][] steps = rows(state, STEPS);
    double[][] differences = rows(state, DIFFERENCES);
    if (steps.length != differences.length) {
      throw misfit("as many differences as steps", steps.length + " and " + differences.length);
    }
    distance = numbers[0];
    iterations = (int) numbers[1];
    evaluations = (int) numbers[2];
    direction = lastDirection;
    gradientBefore = lastGradient;
    hessian.restore(steps, differences);
  }

  private static double[] vector(Map<String, Tensor> state, String name, int size) {
    Tensor found = state.get(name);
    if (found == null || found.dtype() != DType.FLOAT64 || !found.shape().equals(Shape.of(size))) {
      throw misfit(
          name + " of type FLOAT64 and shape " + Shape.of(size),
          found == null ? "none" : found.dtype() + " " + found.shape());
    }
    return found.toDoubles();
  }

  private double[][] rows(Map<String, Tensor> state, String name) {
    Tensor found = state.get(name);
    if (found == null) {
      return new double[0][];
    }
    if (found.dtype() != DType.FLOAT64 || found.rank() != 2 || found.size(1) != size()) {
      throw misfit(
          "%s of type FLOAT64 and shape (…, %s)".formatted(name, size()),
          found.dtype() + " " + found.shape());
    }
    double[][] rows = new double[found.size(0)][];
    Arrays.setAll(rows, i -> found.select(0, i).toDoubles());
    return rows;
  }

  private static IllegalArgumentException misfit(String expected, String got) {
    return new IllegalArgumentException(
        "[lbfgs] the state does not fit: expected %s, got %s.".formatted(expected, got));
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
    Point found =
        LineSearch.search(
            t -> {
              moveTo(start, t);
              Loss there = evaluate(loss);
              return new Point(
                  t, there.value, there.gradient, Vectors.dot(there.gradient, direction));
            },
            new Point(0, now.value, now.gradient, slope),
            distance,
            Vectors.largest(direction),
            config.leastChange);
    distance = found.t();
    moveTo(start, distance);
    return new Loss(found.value(), found.gradient());
  }

  /** Learns from the last iteration, and sets the direction −H g. */
  private void direct(double[] gradient) {
    if (iterations > 1) {
      double[] difference = gradient.clone();
      Vectors.add(difference, -1, gradientBefore);
      double[] step = direction.clone();
      Vectors.scale(step, distance);
      hessian.learn(step, difference);
    }
    direction = hessian.descent(gradient);
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
}
