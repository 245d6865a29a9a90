package org.gradus.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.optimizers.schedule.ConstantFactor;
import org.gradus.optimizers.schedule.CosineDecay;
import org.gradus.optimizers.schedule.CosineRestarts;
import org.gradus.optimizers.schedule.Curve;
import org.gradus.optimizers.schedule.Cyclic;
import org.gradus.optimizers.schedule.ExponentialDecay;
import org.gradus.optimizers.schedule.LinearWarmUp;
import org.gradus.optimizers.schedule.MultiStepDecay;
import org.gradus.optimizers.schedule.OneCycle;
import org.gradus.optimizers.schedule.Plateau;
import org.gradus.optimizers.schedule.PolynomialDecay;
import org.gradus.optimizers.schedule.Schedule;
import org.gradus.optimizers.schedule.Scheduler;
import org.gradus.optimizers.schedule.Sequence;
import org.gradus.optimizers.schedule.StepDecay;

/** The family {@code schedulers}: the learning rates of all steps. */
final class Schedules implements Family {
  private static final Map<String, Function<Options, Schedule>> TABLE =
      Map.ofEntries(
          Map.entry("StepLR", in -> new StepDecay(in.integer("step_size"), in.number("gamma"))),
          Map.entry("MultiStepLR", Schedules::multiStep),
          Map.entry("ExponentialLR", in -> new ExponentialDecay(in.number("gamma"))),
          Map.entry(
              "CosineAnnealingLR",
              in -> new CosineDecay(in.integer("T_max"), in.number("eta_min"))),
          Map.entry(
              "CosineAnnealingWarmRestarts",
              in ->
                  new CosineRestarts(
                      in.integer("T_0"), in.integer("T_mult"), in.number("eta_min"))),
          Map.entry("OneCycleLR", Schedules::oneCycle),
          Map.entry("CyclicLR", Schedules::cyclic),
          Map.entry(
              "LinearLR",
              in ->
                  new LinearWarmUp(
                      in.number("start_factor"),
                      in.number("end_factor"),
                      in.integer("total_iters"))),
          Map.entry(
              "ConstantLR",
              in -> new ConstantFactor(in.number("factor"), in.integer("total_iters"))),
          Map.entry(
              "PolynomialLR",
              in -> new PolynomialDecay(in.integer("total_iters"), in.number("power"))),
          Map.entry("LambdaLR", Schedules::formula),
          Map.entry("MultiplicativeLR", Schedules::product),
          Map.entry("SequentialLR", Schedules::sequence),
          Map.entry("ChainedScheduler", Schedules::chain));

  @Override
  public void check(ReferenceCase test, Setting setting) {
    Options options = new Options(test.config());
    int steps = options.integer("steps");
    Optimizer optimizer = optimizer(options);
    List<double[]> rates = new ArrayList<>();
    Map<String, Tensor> outputs = new LinkedHashMap<>();
    if (test.op().equals("ReduceLROnPlateau")) {
      observe(test, options, optimizer, rates);
    } else {
      Schedule schedule = schedule(test.op(), options);
      follow(test, schedule, optimizer, steps, rates);
      if (options.flag("cycle_momentum")) {
        outputs.put("momentum", momentum(schedule, options, steps).cast(setting.dtype()));
      }
    }
    options.requireAllRead();
    String name = outputs.isEmpty() ? "output" : "lr";
    outputs.put(name, tensor(rates, options.isList("base_lr")).cast(setting.dtype()));
    test.check("output", outputs, setting.dtype());
  }

  private static Optimizer optimizer(Options options) {
    JsonNode base = options.value("base_lr");
    List<ParameterGroup> groups = new ArrayList<>();
    for (int i = 0; i < (base.isArray() ? base.size() : 1); i++) {
      JsonNode rate = base.isArray() ? base.get(i) : base;
      Parameter parameter = Parameter.of(Tensor.of(0d));
      groups.add(
          new ParameterGroup(
              "group " + i, Map.of("p" + i, parameter), rate.asDouble(1), Sgd.plain()));
    }
    return Optimizer.of(groups);
  }

  private static void follow(
      ReferenceCase test, Schedule schedule, Optimizer optimizer, int steps, List<double[]> rates) {
    Scheduler scheduler = Scheduler.of(optimizer, schedule);
    rates.add(ratesOf(optimizer));
    double[] epochs =
        test.given("inputs").containsKey("epochs")
            ? test.given("inputs").get("epochs").values()
            : IntStream.rangeClosed(1, steps).asDoubleStream().toArray();
    for (double epoch : epochs) {
      if (epochs.length == steps && epoch == scheduler.step() + 1) {
        scheduler.advance();
      } else {
        scheduler.moveTo(epoch);
      }
      rates.add(ratesOf(optimizer));
    }
  }

  private static void observe(
      ReferenceCase test, Options in, Optimizer optimizer, List<double[]> rates) {
    Plateau.Config settings =
        new Plateau.Config(
            in.text("mode").equals("max"),
            in.number("factor"),
            in.integer("patience"),
            in.number("threshold"),
            in.text("threshold_mode").equals("rel"),
            in.integer("cooldown"),
            in.number("min_lr"),
            in.number("eps"));
    Plateau plateau = new Plateau(optimizer, settings);
    rates.add(ratesOf(optimizer));
    for (double metric : test.given("inputs").get("metrics").values()) {
      plateau.observe(metric);
      rates.add(ratesOf(optimizer));
    }
  }

  private static double[] ratesOf(Optimizer optimizer) {
    return optimizer.groups().stream().mapToDouble(ParameterGroup::learningRate).toArray();
  }

  private static Tensor tensor(List<double[]> rates, boolean groups) {
    int columns = rates.get(0).length;
    double[] all = rates.stream().flatMapToDouble(Arrays::stream).toArray();
    return Tensor.of(all, groups ? Shape.of(rates.size(), columns) : Shape.of(rates.size()));
  }

  private static Tensor momentum(Schedule schedule, Options in, int steps) {
    double least = in.number("base_momentum");
    double most = in.number("max_momentum");
    Schedule momentum =
        schedule instanceof OneCycle one
            ? one.momentum(least, most)
            : ((Cyclic) schedule).momentum(least, most);
    double[] values = new double[steps + 1];
    for (int step = 0; step <= steps; step++) {
      values[step] = momentum.at(step, 0);
    }
    return Tensor.of(values).cast(DType.FLOAT64);
  }

  private static Schedule schedule(String op, Options options) {
    Function<Options, Schedule> maker = TABLE.get(op);
    if (maker == null) {
      throw new NotCoveredException("schedule", op);
    }
    return maker.apply(options);
  }

  private static Schedule multiStep(Options in) {
    List<Integer> milestones = IntStream.of(in.integers("milestones")).boxed().toList();
    return new MultiStepDecay(milestones, in.number("gamma"));
  }

  private static Schedule oneCycle(Options in) {
    int total =
        in.has("total_steps")
            ? in.integer("total_steps")
            : in.integer("epochs") * in.integer("steps_per_epoch");
    in.value("base_momentum");
    in.value("max_momentum");
    return new OneCycle(
        in.number("max_lr"),
        total,
        in.number("pct_start"),
        in.text("anneal_strategy").equals("cos") ? Curve.COSINE : Curve.LINEAR,
        in.number("div_factor"),
        in.number("final_div_factor"),
        in.flag("three_phase"));
  }

  private static Schedule cyclic(Options in) {
    double up = in.integer("step_size_up");
    double down = in.has("step_size_down") ? in.integer("step_size_down") : up;
    double gamma = in.number("gamma");
    String mode = in.text("mode");
    Cyclic.Amplitude amplitude =
        switch (mode) {
          case "triangular" -> Cyclic.Amplitude.constant();
          case "triangular2" -> Cyclic.Amplitude.halving();
          case "exp_range" -> Cyclic.Amplitude.exponential(gamma);
          default -> throw new NotCoveredException("mode", mode);
        };
    return new Cyclic(in.number("base_lr"), in.number("max_lr"), up, down, amplitude);
  }

  private static Schedule formula(Options in) {
    double warmup = in.number("warmup");
    double total = in.number("total", 0);
    String formula = in.text("formula");
    return switch (formula) {
      case "min(1, (t + 1) / warmup)" -> (t, rate) -> rate * Math.min(1, (t + 1) / warmup);
      case "min(1, t / warmup)" -> (t, rate) -> rate * Math.min(1, t / warmup);
      case "min((t + 1)^-0.5, (t + 1) warmup^-1.5)" ->
          (t, rate) -> rate * Math.min(Math.pow(t + 1, -0.5), (t + 1) * Math.pow(warmup, -1.5));
      case "(t + 1) / warmup if t < warmup else (1 + cos(pi (t - warmup) / (total - warmup))) / 2" ->
          (t, rate) ->
              t < warmup
                  ? rate * (t + 1) / warmup
                  : rate * (1 + Math.cos(Math.PI * (t - warmup) / (total - warmup))) / 2;
      default -> throw new NotCoveredException("formula", formula);
    };
  }

  private static Schedule product(Options in) {
    if (!in.text("formula").equals("gamma")) {
      throw new NotCoveredException("formula", in.text("formula"));
    }
    return new ExponentialDecay(in.number("gamma"));
  }

  private static Schedule sequence(Options in) {
    return new Sequence(schedules(in), IntStream.of(in.integers("milestones")).boxed().toList());
  }

  private static Schedule chain(Options in) {
    return schedules(in).stream().reduce(Schedule::combinedWith).orElseThrow();
  }

  private static List<Schedule> schedules(Options in) {
    List<Schedule> schedules = new ArrayList<>();
    for (JsonNode described : in.value("schedulers")) {
      Options own = new Options(described);
      schedules.add(schedule(own.text("name"), own));
      own.requireAllRead();
    }
    return schedules;
  }
}
