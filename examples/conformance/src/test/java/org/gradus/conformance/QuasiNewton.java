package org.gradus.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.lbfgs.Lbfgs;

/** Of the family {@code optimizers}: L-BFGS on functions with a formula. */
final class QuasiNewton implements Family {
  @Override
  public void check(ReferenceCase test, Setting setting) {
    Options in = new Options(test.config());
    Parameter x = Parameter.of(test.given("params").get("x").tensor(setting.dtype()));
    Lbfgs.Config config =
        new Lbfgs.Config(
            in.number("lr"),
            in.integer("max_iter"),
            in.integer("max_eval"),
            in.integer("history_size"),
            in.number("tolerance_grad"),
            in.number("tolerance_change"),
            in.has("line_search_fn") && in.text("line_search_fn").equals("strong_wolfe"));
    Supplier<Tensor> objective = objective(in.text("objective"), test, setting, x);
    in.requireAllRead();
    Lbfgs lbfgs = new Lbfgs(Map.of("x", x), config);
    int steps = test.expected("output").get("x").shape().size(0);
    List<Tensor> path = new ArrayList<>();
    double[] losses = new double[steps];
    int[] evaluations = new int[steps];
    for (int step = 0; step < steps; step++) {
      losses[step] = lbfgs.step(objective);
      evaluations[step] = lbfgs.evaluations();
      path.add(x.tensor().copy());
    }
    test.check(
        "output",
        Map.of(
            "x",
            Shaping.stack(0, path.toArray(Tensor[]::new)),
            "loss",
            Tensor.of(losses).cast(setting.dtype()),
            "func_evals",
            Tensor.of(evaluations)),
        setting.dtype());
  }

  private static Supplier<Tensor> objective(
      String formula, ReferenceCase test, Setting setting, Parameter x) {
    return switch (formula) {
      case "x^T A x / 2 - b^T x" -> {
        Tensor a = test.given("inputs").get("A").tensor(setting.dtype());
        Tensor b = test.given("inputs").get("b").tensor(setting.dtype());
        yield () -> {
          Tensor column = x.tensor().unsqueeze(1);
          Tensor square = x.tensor().mul(LinearAlgebra.matmul(a, column).squeeze(1)).sum();
          return square.div(2).sub(x.tensor().mul(b).sum());
        };
      }
      case "(1 - x0)^2 + 100 (x1 - x0^2)^2" ->
          () -> {
            Tensor x0 = x.tensor().select(0, 0);
            Tensor x1 = x.tensor().select(0, 1);
            return x0.sub(1).square().add(x1.sub(x0.square()).square().mul(100));
          };
      default -> throw new NotCoveredException("objective", formula);
    };
  }
}
