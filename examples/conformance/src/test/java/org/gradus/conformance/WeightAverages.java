package org.gradus.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.training.NetworkParameters;
import org.gradus.optimizers.training.Technique;
import org.gradus.regularization.averaging.WeightAverage;
import org.gradus.regularization.averaging.Weighting;

/** The averages of weights among the optimizers: the average after each of the steps of p. */
final class WeightAverages implements Family {
  @Override
  public void check(ReferenceCase test, Setting setting) {
    Tensor steps = test.given("inputs").get("p").tensor(setting.dtype());
    Parameter p = Parameter.of(steps.select(0, 0));
    Options options = new Options(test.config());
    Technique average = average(test.op(), Map.of("p", p), options);
    options.requireAllRead();
    List<Tensor> averages = new ArrayList<>();
    for (int step = 0; step < steps.size(0); step++) {
      p.set(steps.select(0, step));
      average.constrain(new NetworkParameters(Map.of("p", p), Set.of()));
      average.evaluate(() -> averages.add(p.tensor().detach().copy()));
    }
    Map<String, Tensor> output = new LinkedHashMap<>();
    output.put("output", Shaping.stack(0, averages.toArray(Tensor[]::new)));
    test.check("output", output, setting.dtype());
  }

  private static Technique average(String op, Map<String, Parameter> parameters, Options options) {
    return switch (op) {
      case "swa" -> WeightAverage.of(parameters, Weighting.equal());
      case "ema" -> WeightAverage.of(parameters, Weighting.exponential(options.number("decay")));
      default -> throw new NotCoveredException("average", op);
    };
  }
}
