package org.gradus.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.shaping.Shaping;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.rule.Adadelta;
import org.gradus.optimizers.rule.Adagrad;
import org.gradus.optimizers.rule.Adam;
import org.gradus.optimizers.rule.AdamW;
import org.gradus.optimizers.rule.Adamax;
import org.gradus.optimizers.rule.Asgd;
import org.gradus.optimizers.rule.NAdam;
import org.gradus.optimizers.rule.RAdam;
import org.gradus.optimizers.rule.RmsProp;
import org.gradus.optimizers.rule.Rprop;

/** The family {@code optimizers}: given gradients step by step, the parameters after each step. */
final class Trajectories implements Family {
  private static final Map<String, Function<Options, UpdateRule>> RULES =
      Map.ofEntries(
          Map.entry("sgd", Trajectories::sgd),
          Map.entry("adam", Trajectories::adam),
          Map.entry("adamw", Trajectories::adamW),
          Map.entry("nadam", Trajectories::nAdam),
          Map.entry("radam", Trajectories::rAdam),
          Map.entry("adamax", Trajectories::adamax),
          Map.entry("rmsprop", Trajectories::rmsProp),
          Map.entry("adagrad", Trajectories::adagrad),
          Map.entry("adadelta", Trajectories::adadelta),
          Map.entry("rprop", Trajectories::rprop),
          Map.entry("asgd", Trajectories::asgd));

  /** Returns the rule of SGD that a configuration describes. */
  static UpdateRule sgd(Options in) {
    double momentum = in.number("momentum", 0);
    double dampening = in.number("dampening", 0);
    double decay = in.number("weight_decay", 0);
    return new Sgd(momentum, dampening, decay, in.flag("nesterov"), in.flag("maximize"));
  }

  private static UpdateRule adam(Options in) {
    return new Adam(
        in.numberAt("betas", 0),
        in.numberAt("betas", 1),
        in.number("eps"),
        in.number("weight_decay"),
        in.flag("amsgrad"),
        in.flag("maximize"));
  }

  private static UpdateRule adamW(Options in) {
    return new AdamW(
        in.numberAt("betas", 0),
        in.numberAt("betas", 1),
        in.number("eps"),
        in.number("weight_decay"),
        in.flag("amsgrad"),
        in.flag("maximize"));
  }

  private static UpdateRule nAdam(Options in) {
    return new NAdam(
        in.numberAt("betas", 0),
        in.numberAt("betas", 1),
        in.number("eps"),
        in.number("weight_decay"),
        in.number("momentum_decay"));
  }

  private static UpdateRule rAdam(Options in) {
    return new RAdam(
        in.numberAt("betas", 0),
        in.numberAt("betas", 1),
        in.number("eps"),
        in.number("weight_decay"));
  }

  private static UpdateRule adamax(Options in) {
    return new Adamax(
        in.numberAt("betas", 0),
        in.numberAt("betas", 1),
        in.number("eps"),
        in.number("weight_decay"),
        in.flag("maximize"));
  }

  private static UpdateRule rmsProp(Options in) {
    return new RmsProp(
        in.number("alpha"),
        in.number("eps"),
        in.number("weight_decay"),
        in.number("momentum"),
        in.flag("centered"));
  }

  private static UpdateRule adagrad(Options in) {
    return new Adagrad(
        in.number("lr_decay"),
        in.number("weight_decay"),
        in.number("initial_accumulator_value"),
        in.number("eps"),
        in.flag("maximize"));
  }

  private static UpdateRule adadelta(Options in) {
    return new Adadelta(
        in.number("rho"), in.number("eps"), in.number("weight_decay"), in.flag("maximize"));
  }

  private static UpdateRule rprop(Options in) {
    return new Rprop(
        in.numberAt("etas", 0),
        in.numberAt("etas", 1),
        in.numberAt("step_sizes", 0),
        in.numberAt("step_sizes", 1));
  }

  private static UpdateRule asgd(Options in) {
    return new Asgd(
        in.number("lambd"), in.number("alpha"), in.number("t0"), in.number("weight_decay"));
  }

  /** Returns the rule of an optimizer by PyTorch's name. */
  static UpdateRule rule(String op, Options options) {
    Function<Options, UpdateRule> rule = RULES.get(op);
    if (rule == null) {
      throw new NotCoveredException("optimizer", op);
    }
    return rule.apply(options);
  }

  @Override
  public void check(ReferenceCase test, Setting setting) {
    if (test.op().startsWith("clip_")) {
      new Clips().check(test, setting);
      return;
    }
    if (test.op().equals("lbfgs")) {
      new QuasiNewton().check(test, setting);
      return;
    }
    if (test.op().equals("swa") || test.op().equals("ema")) {
      new WeightAverages().check(test, setting);
      return;
    }
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    test.given("params")
        .forEach((name, p) -> parameters.put(name, Parameter.of(p.tensor(setting.dtype()))));
    Options options = new Options(test.config());
    Optimizer optimizer = Optimizer.of(groups(test, options, parameters));
    JsonNode rates = options.value("lr_sequence");
    JsonNode without = options.value("steps_without_gradient");
    options.requireAllRead();

    Map<String, List<Tensor>> trajectories = new LinkedHashMap<>();
    parameters.keySet().forEach(name -> trajectories.put(name, new ArrayList<>()));
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    test.given("inputs").forEach((name, g) -> gradients.put(name, g.tensor(setting.dtype())));
    int steps = gradients.values().iterator().next().size(0);
    for (int step = 0; step < steps; step++) {
      if (!rates.isMissingNode()) {
        optimizer.setLearningRate(rates.get(step).doubleValue());
      }
      Tensor loss = Tensor.zeros(setting.dtype(), Shape.SCALAR);
      for (Map.Entry<String, Parameter> parameter : parameters.entrySet()) {
        String name = parameter.getKey();
        if (!contains(without.path(name), step)) {
          // The gradient of Σ g · p is g.
          Tensor gradient = gradients.get(name + "_grads").select(0, step);
          loss = loss.add(parameter.getValue().tensor().mul(gradient).sum());
        }
      }
      optimizer.step(loss.backward());
      parameters.forEach((name, p) -> trajectories.get(name).add(p.tensor().copy()));
    }
    check(test, trajectories, setting.dtype());
    if (test.hasExpected("buffers_after")) {
      checkAverages(test, optimizer.state(), setting.dtype());
    }
  }

  private static void checkAverages(ReferenceCase test, Map<String, Tensor> state, DType dtype) {
    Map<String, Tensor> averages = new LinkedHashMap<>();
    for (String name : test.expected("buffers_after").keySet()) {
      Tensor average = state.get(name.replace(".ax", "/average"));
      if (average == null) {
        throw new NotCoveredException("buffer", name);
      }
      averages.put(name, average);
    }
    test.check("buffers_after", averages, dtype);
  }

  private static List<ParameterGroup> groups(
      ReferenceCase test, Options options, Map<String, Parameter> parameters) {
    JsonNode described = options.value("param_groups");
    if (described.isMissingNode()) {
      UpdateRule rule = rule(test.op(), options);
      return List.of(new ParameterGroup("default", parameters, options.number("lr"), rule));
    }
    List<ParameterGroup> groups = new ArrayList<>();
    for (JsonNode group : described) {
      Map<String, Parameter> members = new LinkedHashMap<>();
      group.get("params").forEach(p -> members.put(p.textValue(), parameters.get(p.textValue())));
      Options own = options.with(group);
      UpdateRule rule = rule(test.op(), own);
      groups.add(new ParameterGroup("group " + groups.size(), members, own.number("lr"), rule));
      own.value("params");
      own.value("param_groups");
      own.requireAllRead();
    }
    // What no group says of its own is said here, and was read by each of them.
    rule(test.op(), options);
    options.number("lr");
    return groups;
  }

  private static boolean contains(JsonNode steps, int step) {
    for (JsonNode entry : steps) {
      if (entry.intValue() == step) {
        return true;
      }
    }
    return false;
  }

  private static void check(
      ReferenceCase test, Map<String, List<Tensor>> trajectories, DType dtype) {
    Map<String, Expected> expected = test.expected("output");
    double tolerance = test.tolerance(dtype, false);
    expected.forEach(
        (name, values) -> {
          Tensor[] steps = trajectories.get(name).toArray(Tensor[]::new);
          values.check("parameter " + name, Shaping.stack(0, steps), dtype, tolerance, false);
        });
  }
}
