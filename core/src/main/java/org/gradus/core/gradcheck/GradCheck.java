package org.gradus.core.gradcheck;

import java.util.Arrays;
import java.util.function.Function;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Tensor;

/**
 * Compares the gradients of a function, as backward computes them, with differences, in FLOAT64.
 *
 * <p>The function's result y is weighted with fixed numbers w, L = Σ w · y, and for every element x
 * of every input ∂L/∂x is held against the central difference D(h) = (L(x + h) − L(x − h)) / 2h,
 * improved by Richardson's extrapolation, (4 D(h/2) − D(h)) / 3, whose error is of the order h⁴.
 * With h = 10⁻³ · max(1, |x|) truncation and rounding are both near 10⁻¹² for functions of moderate
 * size; the default tolerance is 10⁻⁷ relative and 10⁻⁸ absolute, so that a wrong gradient is told
 * from a rounded one. The function must be smooth within h of the inputs.
 *
 * <pre>{@code
 * GradCheck.of(in -> in[0].matmul(in[1]).tanh()).named("x", "w").check(x, w);
 * }</pre>
 */
public final class GradCheck {
  private static final double STEP = 1e-3;

  private final Function<Tensor[], Tensor> function;
  private String[] names = {};
  private double relative = 1e-7;
  private double absolute = 1e-8;

  private GradCheck(Function<Tensor[], Tensor> function) {
    this.function = function;
  }

  /** Starts the check of a function of tensors. */
  public static GradCheck of(Function<Tensor[], Tensor> function) {
    return new GradCheck(function);
  }

  /** Names the inputs in messages; "input 0" and so on by default. */
  public GradCheck named(String... inputNames) {
    this.names = inputNames.clone();
    return this;
  }

  /** Sets what is tolerated: |got − expected| ≤ absolute + relative · |expected|. */
  public GradCheck tolerating(double relativeError, double absoluteError) {
    this.relative = relativeError;
    this.absolute = absoluteError;
    return this;
  }

  /**
   * Checks the gradients with respect to all floating-point inputs.
   *
   * @throws GradientMismatchError if one is wrong
   * @throws DTypeException if an input is FLOAT32, whose differences say nothing
   * @throws IllegalStateException if the function gives different results for the same inputs
   */
  public void check(Tensor... inputs) {
    compare("gradient", function, inputs);
  }

  /**
   * Checks the gradients, and then the gradients of the gradients: those of Σ v · ∂L/∂x for fixed
   * v.
   *
   * @throws GradientMismatchError if one is wrong
   */
  public void checkSecondOrder(Tensor... inputs) {
    check(inputs);
    compare("second derivative", this::weightedGradients, inputs);
  }

  /** Returns Σ v · ∂L/∂x over all inputs, differentiable. */
  private Tensor weightedGradients(Tensor[] inputs) {
    Tensor[] tracked = new Tensor[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      boolean leaf = inputs[i].dtype().isFloating() && !inputs[i].isTracked();
      tracked[i] = leaf ? inputs[i].tracked() : inputs[i];
    }
    Gradients gradients =
        Backward.of(weighted(function.apply(tracked)))
            .withRespectTo(floating(tracked))
            .differentiable()
            .run();
    Tensor sum = Tensor.scalar(0d);
    for (Tensor x : floating(tracked)) {
      sum = sum.add(weighted(gradients.of(x)));
    }
    return sum;
  }

  private static Tensor[] floating(Tensor... inputs) {
    return Arrays.stream(inputs).filter(x -> x.dtype().isFloating()).toArray(Tensor[]::new);
  }

  private void compare(String order, Function<Tensor[], Tensor> f, Tensor... inputs) {
    Tensor[] leaves = new Tensor[inputs.length];
    for (int i = 0; i < inputs.length; i++) {
      if (inputs[i].dtype() == DType.FLOAT32) {
        throw new DTypeException("gradcheck", "FLOAT64 for " + name(i), DType.FLOAT32);
      }
      leaves[i] = inputs[i].dtype().isFloating() ? inputs[i].tracked() : inputs[i];
    }
    Tensor result = weighted(f.apply(leaves));
    double again = weighted(f.apply(leaves)).item();
    if (Double.compare(again, result.item()) != 0) {
      throw new IllegalStateException(
          "[gradcheck] the function is not deterministic: expected "
              + result.item()
              + " again, got "
              + again
              + ". Hint: draw random numbers from a source that is made anew in each call.");
    }
    boolean constant = !result.isTracked();
    Gradients gradients = constant ? null : result.backward();
    for (int i = 0; i < inputs.length; i++) {
      if (!inputs[i].dtype().isFloating()) {
        continue;
      }
      Tensor gradient =
          gradients == null
              ? Tensor.zeros(DType.FLOAT64, inputs[i].shape())
              : gradients.of(leaves[i]);
      double[] got = gradient.toDoubles();
      for (int element = 0; element < got.length; element++) {
        double expected = difference(f, inputs, i, element);
        double tolerance = absolute + relative * Math.abs(expected);
        if (!(Math.abs(got[element] - expected) <= tolerance)) {
          throw new GradientMismatchError(
              order, name(i), element, expected, got[element], tolerance);
        }
      }
    }
  }

  private String name(int index) {
    return index < names.length ? names[index] : "input " + index;
  }

  /** Returns Richardson's extrapolation of the central difference. */
  private static double difference(
      Function<Tensor[], Tensor> f, Tensor[] inputs, int input, int element) {
    double h = STEP * Math.max(1, Math.abs(inputs[input].toDoubles()[element]));
    return (4 * central(f, inputs, input, element, h / 2) - central(f, inputs, input, element, h))
        / 3;
  }

  private static double central(
      Function<Tensor[], Tensor> f, Tensor[] inputs, int input, int element, double h) {
    return (moved(f, inputs, input, element, h) - moved(f, inputs, input, element, -h)) / (2 * h);
  }

  private static double moved(
      Function<Tensor[], Tensor> f, Tensor[] inputs, int input, int element, double by) {
    double[] values = inputs[input].toDoubles();
    values[element] += by;
    Tensor[] changed = inputs.clone();
    changed[input] = Tensor.of(values, inputs[input].shape());
    return weighted(f.apply(changed)).item();
  }

  /** Returns Σ w · y with weights between ½ and 3/2 that differ from element to element. */
  private static Tensor weighted(Tensor y) {
    double[] weights = new double[y.elements()];
    for (int i = 0; i < weights.length; i++) {
      // Multiples of the golden ratio, modulo 1: evenly spread, and never alike.
      double multiple = (i + 1) * 0.6180339887498949;
      weights[i] = 0.5 + multiple - Math.floor(multiple);
    }
    return y.mul(Tensor.of(weights, y.shape())).sum();
  }
}
