package com.example.application;

import java.nio.file.Path;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.model.ModelFile;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.gradus.losses.loss.Loss;
import org.gradus.losses.loss.LossProvider;
import org.gradus.optimizers.training.Objective;
import org.gradus.regularization.regularizer.Regularizer;
import org.gradus.regularization.regularizer.RegularizerProvider;

/**
 * A program that knows Gradus, and the plugin by name alone. With {@code train FILE} it makes
 * everything of JSON, trains, and saves; with {@code run FILE} it loads. It prints what the network
 * returns.
 */
public final class Application {
  private static final String NETWORK =
      """
      {"type": "gradus:sequential", "config": {"modules": [
        {"type": "gradus:recurrent", "config": {
          "cell": {"type": "extras:minimal-gated-unit", "config": {"hidden": 8}}}},
        {"type": "gradus:flatten", "config": {}},
        {"type": "extras:pixel-norm", "config": {}},
        {"type": "extras:snake", "config": {"frequency": 0.5}},
        {"type": "gradus:linear", "config": {"out": 2,
          "bias": {"type": "extras:chrono", "config": {"steps": 10}}}}]}}
      """;

  private static final String LOSS = "{\"type\": \"extras:focal\", \"config\": {\"focus\": 1}}";
  private static final String REGULARIZER =
      "{\"type\": \"extras:cauchy-penalty\", \"config\": {\"strength\": 1e-4}}";

  private static final Shape SEQUENCES = Shape.of(32, 5, 1);

  private Application() {}

  /** Runs a command. */
  public static void main(String[] arguments) {
    Path file = Path.of(arguments[1]);
    try {
      if (arguments[0].equals("train")) {
        train(file);
      } else {
        System.out.println(ModelFile.load(file).forward(inputs()));
      }
    } catch (RuntimeException e) {
      System.err.println(e.getMessage());
      System.exit(1);
    }
  }

  private static void train(Path file) {
    Plugins plugins = Plugins.load();
    Module network = plugins.kind(ModuleProvider.class).createFromJson(NETWORK);
    Loss loss = plugins.kind(LossProvider.class).createFromJson(LOSS);
    Regularizer regularizer = plugins.kind(RegularizerProvider.class).createFromJson(REGULARIZER);
    RandomSource random = RandomSource.of(1);
    network.build(SEQUENCES, random);
    Optimizer optimizer = Optimizer.of(network.parameters(), 0.1, Sgd.withMomentum(0.9));
    for (int step = 0; step < 100; step++) {
      Tensor scores = network.forward(inputs(), Context.train(random));
      Objective objective = Objective.of(loss.of(scores, targets()), network);
      if (step == 0 || step == 99) {
        System.out.println("loss " + objective.loss().item());
      }
      optimizer.step(regularizer.regularized(objective).backward());
      regularizer.constrain(objective.parameters());
    }
    ModelFile.save(file, network, SEQUENCES);
    System.out.println(network.forward(inputs()));
  }

  private static Tensor inputs() {
    float[] values = new float[SEQUENCES.elements()];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    return Tensor.of(values, SEQUENCES);
  }

  /** Returns whether the sum of a sequence is above 0. */
  private static Tensor targets() {
    return inputs().sum(1, 2).gt(Tensor.zeros(SEQUENCES.size(0)));
  }
}
