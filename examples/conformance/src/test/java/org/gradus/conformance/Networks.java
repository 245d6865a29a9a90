package org.gradus.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.core.indexing.Indexing;
import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.reductions.Reductions;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;

/**
 * The family {@code networks}: outputs with the loss among them, its gradients, and training on one
 * batch.
 */
final class Networks implements Family {
  private static final Map<String, Function<Arguments, Map<String, Tensor>>> NETWORKS =
      Map.of("makemore_mlp", Networks::makemoreMlp);

  @Override
  public void check(ReferenceCase test, Setting setting) {
    String name = test.json().get("id").textValue();
    Function<Arguments, Map<String, Tensor>> network = NETWORKS.get(name);
    if (network == null) {
      throw new NotCoveredException("network", name);
    }
    DType dtype = setting.dtype();
    Arguments in = new Arguments(test, dtype);
    if (test.op().equals("training")) {
      train(test, network, in);
    } else {
      Map<String, Tensor> outputs = network.apply(in);
      in.requireAllRead();
      test.check("output", outputs, dtype);
      Gradients gradients = outputs.get("loss").backward();
      Operations.checkGradients(test, "inputs", in, gradients);
      Operations.checkGradients(test, "params", in, gradients);
    }
  }

  /** Trains on the same batch: the losses before each step and after the last, and parameters. */
  private static void train(
      ReferenceCase test, Function<Arguments, Map<String, Tensor>> network, Arguments in) {
    Options options = new Options(test.json().get("training"));
    UpdateRule rule = Trajectories.rule(test.json().get("optimizer").textValue(), options);
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    test.given("params")
        .keySet()
        .forEach(name -> parameters.put(name, Parameter.of(in.tensor(name))));
    Optimizer optimizer = Optimizer.of(parameters, options.number("lr"), rule);
    int steps = options.integer("steps");
    options.requireAllRead();
    List<Tensor> losses = new ArrayList<>();
    for (int step = 0; step <= steps; step++) {
      Tensor loss = network.apply(in.with(values(parameters))).get("loss");
      losses.add(loss.detach());
      if (step < steps) {
        optimizer.step(loss.backward());
      }
    }
    Tensor trajectory = Shaping.stack(0, losses.toArray(Tensor[]::new));
    test.check("losses", Map.of("losses", trajectory), in.dtype());
    test.check("params_after", values(parameters), in.dtype());
    if (test.hasExpected("buffers_after")) {
      throw new NotCoveredException("expectation", "buffers_after");
    }
  }

  private static Map<String, Tensor> values(Map<String, Parameter> parameters) {
    Map<String, Tensor> values = new LinkedHashMap<>();
    parameters.forEach((name, parameter) -> values.put(name, parameter.tensor()));
    return values;
  }

  private static Map<String, Tensor> makemoreMlp(Arguments in) {
    in.describes("vocabulary", "hidden", "architecture");
    int joined = in.integer("context") * in.integer("embedding");
    Tensor rows = Indexing.take(in.tensor("embedding.weight"), in.tensor("ids"), 0);
    Tensor hidden = linear(in, "hidden", rows.reshape(-1, joined)).tanh();
    return classified(in, linear(in, "output", hidden));
  }

  private static Tensor linear(Arguments in, String layer, Tensor x) {
    return LinearAlgebra.linear(x, in.tensor(layer + ".weight"), in.tensor(layer + ".bias"));
  }

  /** Returns the logits with their mean cross-entropy. */
  private static Map<String, Tensor> classified(Arguments in, Tensor logits) {
    Tensor target = in.tensor("targets").unsqueeze(1);
    Tensor loss = Indexing.gather(Reductions.logSoftmax(logits, 1), 1, target).mean().neg();
    return Map.of("loss", loss, "logits", logits);
  }
}
