package org.gradus.regularization.contract;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.gradus.core.contract.Contract;
import org.gradus.core.contract.ContractViolationError;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.regularizer.Regularizer;
import org.gradus.regularization.regularizer.RegularizerProvider;

/**
 * Checks that a regularizer keeps its contract, on a small regression in FLOAT64:
 *
 * <ul>
 *   <li>JSON keeps its settings;
 *   <li>what is minimized is a single finite number of the loss's type, the same at every call, and
 *       computing it changes no parameter;
 *   <li>its gradient is that of differences;
 *   <li>constraining twice is constraining once.
 * </ul>
 *
 * <pre>{@code
 * RegularizerContract.check(new L2(0.01));
 * }</pre>
 *
 * <p>The regularizer must be smooth around normal numbers.
 */
public final class RegularizerContract {
  private static final long SEED = 1;
  private static final Shape WEIGHT = Shape.of(3, 4);
  private static final Shape BIAS = Shape.of(3);
  private static final double TOLERANCE = 1e-12;

  private RegularizerContract() {}

  /** As {@link #check(Regularizer, Plugins)}, with all plugins that can be found. */
  public static void check(Regularizer regularizer) {
    check(regularizer, Plugins.load());
  }

  /**
   * Checks a regularizer.
   *
   * @param plugins has the regularizer
   * @throws ContractViolationError at the first rule that is broken
   * @throws org.gradus.core.gradcheck.GradientMismatchError at the first gradient that is wrong
   * @throws org.gradus.core.plugin.UnknownComponentException if no provider lists the regularizer
   */
  public static void check(Regularizer regularizer, Plugins plugins) {
    Contract contract = Contract.of(regularizer, RegularizerProvider.class, plugins);
    Regularizer same =
        contract.requireJson(regularizer, RegularizerProvider.class, made -> made, plugins);
    checkValue(contract, regularizer, same);
    GradCheck.of(in -> differentiated(regularizer, in))
        .named("layer/weight", "layer/bias")
        .check(normal("weight", WEIGHT), normal("bias", BIAS));
    checkConstraint(contract, regularizer);
  }

  private static void checkValue(Contract contract, Regularizer regularizer, Regularizer same) {
    Regression regression = Regression.random();
    Map<String, Tensor> before = regression.values();
    Tensor value = regularizer.regularized(regression.objective());
    contract.requireEqual("what is minimized is a single number", 1, value.elements());
    contract.requireEqual(
        "what is minimized has the type of the loss", DType.FLOAT64, value.dtype());
    contract.require(
        Double.isFinite(value.item()),
        "what is minimized is finite",
        "a number",
        String.valueOf(value.item()));
    Tensor again = same.regularized(Regression.random().objective());
    contract.requireEqual(
        "what is minimized is the same at every call", value.detach(), again.detach());
    contract.requireEqual("it changes no parameter", before, regression.values());
  }

  private static void checkConstraint(Contract contract, Regularizer regularizer) {
    Regression regression = Regression.random();
    regularizer.constrain(regression.network());
    Map<String, Tensor> once = regression.values();
    regularizer.constrain(regression.network());
    regression
        .parameters()
        .forEach(
            (path, parameter) ->
                contract.require(
                    parameter
                        .tensor()
                        .isClose(once.getOrDefault(path, parameter.tensor()), TOLERANCE, TOLERANCE),
                    "constraining twice is constraining once (" + path + ")",
                    String.valueOf(once.get(path)),
                    parameter.tensor().toString()));
  }

  /**
   * Returns what is minimized as a function of the parameters' values: those are cells that the
   * regularizer reads, so their gradients g are tied to the tensors p by Σ g · (p − p₀), which is
   * 0.
   */
  private static Tensor differentiated(Regularizer regularizer, Tensor[] in) {
    Regression regression = Regression.of(in[0], in[1]);
    Tensor value = regularizer.regularized(regression.objective());
    Gradients gradients = value.backward();
    return value
        .detach()
        .reshape(Shape.SCALAR)
        .add(tie(gradients.of(regression.weight()), in[0]))
        .add(tie(gradients.of(regression.bias()), in[1]));
  }

  private static Tensor tie(Tensor gradient, Tensor tensor) {
    return gradient.mul(tensor.sub(tensor.detach())).sum();
  }

  /** A layer of tanh and the mean squared error of its results. */
  private record Regression(Parameter weight, Parameter bias) {
    static Regression random() {
      return of(normal("weight", WEIGHT), normal("bias", BIAS));
    }

    static Regression of(Tensor weight, Tensor bias) {
      return new Regression(Parameter.of(weight), Parameter.of(bias));
    }

    Map<String, Parameter> parameters() {
      Map<String, Parameter> parameters = new LinkedHashMap<>();
      parameters.put("layer/weight", weight);
      parameters.put("layer/bias", bias);
      return parameters;
    }

    Map<String, Tensor> values() {
      Map<String, Tensor> values = new LinkedHashMap<>();
      parameters().forEach((path, parameter) -> values.put(path, parameter.tensor().copy()));
      return values;
    }

    NetworkParameters network() {
      return new NetworkParameters(parameters(), Set.of("layer/weight"));
    }

    Objective objective() {
      Tensor x = normal("input", Shape.of(5, 4));
      Tensor y = x.matmul(weight.tensor().transpose()).add(bias.tensor()).tanh();
      Tensor loss = y.sub(normal("target", Shape.of(5, 3))).square().mean();
      return new Objective(loss, network());
    }
  }

  private static Tensor normal(String name, Shape shape) {
    double[] values = new double[shape.elements()];
    RandomSource.of(SEED).stream(name).fillGaussian(values, 0, values.length);
    return Tensor.of(values, shape);
  }
}
