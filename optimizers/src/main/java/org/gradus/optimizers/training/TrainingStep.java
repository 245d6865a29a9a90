package org.gradus.optimizers.training;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gradus.core.data.Batch;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Autograd;
import org.gradus.core.tensor.Backward;
import org.gradus.core.tensor.Buffer;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.NonFiniteException;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Workspace;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.ForwardListener;
import org.gradus.optimizers.gradient.Accumulation;
import org.gradus.optimizers.metric.Tally;

/**
 * The forward and backward pass over one batch, with the techniques that take part in it; and, if
 * it comes to no number, the search for the reason.
 */
final class TrainingStep implements GradientPass {
  private static final String MODULES = "modules";
  private static final String GRADIENTS = "gradients";

  private final TrainerBuilder settings;
  private final NetworkParameters parameters;
  private final Batch batch;
  private final RandomSource random;
  private final List<ForwardListener> watchers;
  private final Workspace microWorkspace;
  private final Function<Tensor, Gradients> walk;
  private final Map<Buffer, Tensor> buffersBefore = new LinkedHashMap<>();
  private final List<Tally> tallies;
  private boolean counted;

  TrainingStep(
      TrainerBuilder settings,
      NetworkParameters parameters,
      Batch batch,
      RandomSource random,
      List<ForwardListener> watchers,
      Workspace microWorkspace,
      Function<Tensor, Gradients> walk) {
    this.settings = settings;
    this.parameters = parameters;
    this.random = random;
    this.watchers = watchers;
    this.microWorkspace = microWorkspace;
    this.walk = walk;
    this.tallies = settings.metrics.stream().map(Tally::new).toList();
    Batch prepared = batch;
    for (Technique technique : settings.techniques) {
      prepared = technique.prepared(prepared, random);
    }
    this.batch = prepared;
    if (settings.whenNotFinite != WhenNotFinite.GO_ON) {
      buffersBefore.putAll(copiesOfBuffers());
    }
  }

  private Map<Buffer, Tensor> copiesOfBuffers() {
    Map<Buffer, Tensor> copies = new LinkedHashMap<>();
    settings.model.buffers().values().forEach(b -> copies.put(b, b.tensor().copy()));
    return copies;
  }

  Batch batch() {
    return batch;
  }

  /** Returns what the first run counted, in the order of the metrics. */
  List<Tally> tallies() {
    return tallies;
  }

  @Override
  public NetworkParameters parameters() {
    return parameters;
  }

  @Override
  public RandomSource random() {
    return random.stream(GRADIENTS);
  }

  /** Runs the pass through all techniques, the first of them outermost. */
  LossAndGradients throughTechniques() {
    GradientPass pass = this;
    for (int i = settings.techniques.size() - 1; i >= 0; i--) {
      pass = new Enclosed(settings.techniques.get(i), pass);
    }
    return pass.run();
  }

  /** A pass that a technique runs. */
  private record Enclosed(Technique technique, GradientPass inner) implements GradientPass {
    @Override
    public NetworkParameters parameters() {
      return inner.parameters();
    }

    @Override
    public RandomSource random() {
      return inner.random();
    }

    @Override
    public LossAndGradients run() {
      return technique.gradients(inner);
    }
  }

  /** Lets the techniques change the gradients. */
  Gradients adjusted(Gradients gradients) {
    Gradients result = gradients;
    for (Technique technique : settings.techniques) {
      result = technique.adjusted(result, parameters, random);
    }
    return result;
  }

  @Override
  public LossAndGradients run() {
    Map<Buffer, Tensor> changed = counted ? copiesOfBuffers() : Map.of();
    RandomSource modules = random.stream(MODULES);
    LossAndGradients result =
        settings.microBatch == 0 || batch.size() <= settings.microBatch
            ? over(batch, modules)
            : inParts(modules);
    changed.forEach(Buffer::set);
    counted = true;
    return result;
  }

  private LossAndGradients over(Batch examples, RandomSource modules) {
    Context context = Context.train(modules);
    if (!counted && !watchers.isEmpty()) {
      context =
          context.withListener(
              (path, module, input, output) ->
                  watchers.forEach(w -> w.forwarded(path, module, input, output)));
    }
    BatchLoss.Output output = settings.loss.of(settings.model, examples, context);
    if (!counted) {
      Predictions.count(tallies, output, examples);
    }
    Objective objective = new Objective(output.loss(), parameters);
    for (Technique technique : settings.techniques) {
      objective = objective.withLoss(technique.regularized(objective));
    }
    return new LossAndGradients(
        output.loss().item(),
        output.divisor().orElse(examples.size()),
        walk.apply(objective.loss()));
  }

  /**
   * Returns how gradients are computed: those of what the optimizer updates alone, where that is
   * not all.
   *
   * @throws IllegalArgumentException if the optimizer has parameters that are not the network's,
   *     which no checkpoint would have
   */
  static Function<Tensor, Gradients> walk(Optimizer optimizer, NetworkParameters parameters) {
    Set<Parameter> updated = Collections.newSetFromMap(new IdentityHashMap<>());
    optimizer.groups().forEach(group -> updated.addAll(group.parameters().values()));
    requireOwn(optimizer, parameters);
    if (updated.containsAll(parameters.all().values())) {
      return Tensor::backward;
    }
    Parameter[] some = updated.toArray(Parameter[]::new);
    return loss -> Backward.of(loss).withRespectTo(some).run();
  }

  private static void requireOwn(Optimizer optimizer, NetworkParameters parameters) {
    Set<Parameter> own = Collections.newSetFromMap(new IdentityHashMap<>());
    own.addAll(parameters.all().values());
    for (ParameterGroup group : optimizer.groups()) {
      group
          .parameters()
          .forEach(
              (path, parameter) -> {
                if (!own.contains(parameter)) {
                  throw new IllegalArgumentException(
                      "[trainer] the optimizer is not of this network: expected parameters of the network alone, got %s of group %s, which is none. Hint: make it of network.parameters(), after the network was built."
                          .formatted(path, group.name()));
                }
              });
    }
  }

  /** Runs parts of the batch one after the other; each counts by what its loss was divided by. */
  private LossAndGradients inParts(RandomSource modules) {
    Accumulation accumulation = new Accumulation(parameters.all().values());
    MeanLossTally mean = new MeanLossTally();
    for (int from = 0; from < batch.size(); from += settings.microBatch) {
      int begin = from;
      int end = Math.min(batch.size(), from + settings.microBatch);
      microWorkspace.step(
          () -> {
            Batch part =
                new Batch(
                    batch.inputs().slice(0, begin, end), batch.targets().slice(0, begin, end));
            LossAndGradients result = over(part, modules);
            accumulation.add(result.gradients(), result.divisor());
            mean.add(result.loss(), result.divisor());
          });
    }
    return new LossAndGradients(mean.value(), mean.divisor(), accumulation.mean());
  }

  /** Sets the buffers of the network to what they were before the step. */
  void undo() {
    buffersBefore.forEach(Buffer::set);
  }

  /** Returns what was expected and what was got, if loss or gradients are not finite. */
  Optional<String> problem(LossAndGradients result) {
    if (!Double.isFinite(result.loss())) {
      return Optional.of("a finite loss, got " + result.loss());
    }
    return settings.checkGradients
        ? first(
                parameters,
                p -> result.gradients().find(p).map(TrainingStep::isFinite).orElse(true))
            .map(path -> "finite gradients, got one that is not, of " + path + ",")
        : Optional.empty();
  }

  /** Returns the path of the first parameter that is not finite. */
  static Optional<String> firstNotFinite(NetworkParameters parameters) {
    return first(parameters, p -> isFinite(p.tensor()));
  }

  private static Optional<String> first(NetworkParameters parameters, Predicate<Parameter> good) {
    return parameters.all().entrySet().stream()
        .filter(entry -> !good.test(entry.getValue()))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /**
   * Finds out where a number that is not finite came from, by running the step again. The network
   * is then as before the step.
   */
  DivergedException.Origin origin(LossAndGradients result) {
    undo();
    if (result.divisor() == 0) {
      return DivergedException.Origin.ofNothing();
    }
    Optional<String> broken = firstNotFinite(parameters);
    if (broken.isPresent()) {
      return DivergedException.Origin.ofParameter(broken.get());
    }
    if (!isFinite(batch.inputs()) || !isFinite(batch.targets())) {
      return DivergedException.Origin.ofBatch();
    }
    try {
      Autograd.traceNonFinite(this::throughTechniques);
      return DivergedException.Origin.unknown();
    } catch (NonFiniteException e) {
      return DivergedException.Origin.of(e);
    } finally {
      undo();
    }
  }

  private static boolean isFinite(Tensor tensor) {
    // 0 · x is 0 for every number, and NaN for what is none.
    return Autograd.noGrad(
        () -> !tensor.dtype().isFloating() || tensor.detach().mul(0).sum().item() == 0);
  }
}
