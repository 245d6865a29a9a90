package org.gradus.conformance;

import java.util.LinkedHashMap;
import java.util.Map;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.gradient.Clipping;

/** Of the family {@code optimizers}: bounds of gradients. */
final class Clips implements Family {
  @Override
  public void check(ReferenceCase test, Setting setting) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    Tensor loss = Tensor.zeros(setting.dtype(), Shape.SCALAR);
    for (Map.Entry<String, Expected> given : test.given("inputs").entrySet()) {
      Tensor gradient = given.getValue().tensor(setting.dtype());
      Parameter parameter = Parameter.of(Tensor.zeros(setting.dtype(), gradient.shape()));
      parameters.put(given.getKey(), parameter);
      // The gradient of Σ g · p is g.
      loss = loss.add(parameter.tensor().mul(gradient).sum());
    }
    Options options = new Options(test.config());
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    Gradients clipped;
    if (test.op().equals("clip_grad_norm")) {
      Clipping.Result result =
          Clipping.byNorm(
              loss.backward(),
              parameters.values(),
              options.number("max_norm"),
              options.number("norm_type"));
      outputs.put("total_norm", Tensor.scalar(result.norm()).cast(setting.dtype()));
      clipped = result.gradients();
    } else {
      clipped =
          Clipping.byValue(loss.backward(), parameters.values(), options.number("clip_value"));
    }
    options.requireAllRead();
    parameters.forEach((name, parameter) -> outputs.put(name, clipped.of(parameter)));
    test.check("output", outputs, setting.dtype());
  }
}
