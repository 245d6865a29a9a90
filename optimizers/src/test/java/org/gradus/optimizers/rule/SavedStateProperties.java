package org.gradus.optimizers.rule;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.gradus.core.optimizer.Grouping;
import org.gradus.core.optimizer.Optimizer;
import org.gradus.core.optimizer.OptimizerProvider;
import org.gradus.core.optimizer.ParameterGroup;
import org.gradus.core.optimizer.Sgd;
import org.gradus.core.optimizer.UpdateRule;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.plugin.Registry;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Gradients;
import org.gradus.core.tensor.Parameter;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.model.ModelState;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Module;
import org.gradus.optimizers.checkpoint.Checkpoint;

/**
 * After any number of steps, an optimizer that was saved and one that was loaded go on to the same
 * bits: by every rule that the registry has, in several groups, with parameters that are frozen and
 * such that have no gradient now and then.
 */
class SavedStateProperties {
  private static final List<UpdateRule> RULES = rules();

  /** Returns all rules that are registered, and settings of theirs that keep more. */
  private static List<UpdateRule> rules() {
    Registry<UpdateRule> registry = Plugins.load().kind(OptimizerProvider.class);
    Stream<UpdateRule> registered =
        registry.names().stream().map(name -> registry.create(name, "{}"));
    return Stream.of(registered, RulesTest.rules(), Stream.of(Sgd.withMomentum(0.9)))
        .<UpdateRule>flatMap(rules -> rules)
        .toList();
  }

  /** A network, of which the first bias is frozen, and the weights make a group of their own. */
  private static final class Lesson {
    private final Module network = Sequential.of(Linear.of(3), Linear.of(2));
    private final Optimizer optimizer;
    private final RandomSource random;

    Lesson(DType dtype, UpdateRule first, UpdateRule second, RandomSource random) {
      this.random = random;
      Construction.of(dtype, RandomSource.of(1)).build(network, Shape.of(1, 4));
      optimizer =
          Optimizer.of(
              Grouping.of(network.parameters())
                  .freeze("0/bias")
                  .group("weights", "**/weight", 0.01, first)
                  .rest(0.02, second));
    }

    /** Makes a step by gradients that are drawn: of some parameters all zeros, of some none. */
    void step() {
      Map<Parameter, Tensor> gradients = new LinkedHashMap<>();
      for (Parameter parameter : network.parameters().values()) {
        double[] values = new double[parameter.shape().elements()];
        random.fillGaussian(values, 0, values.length);
        Tensor gradient = Tensor.of(values, parameter.shape()).cast(parameter.dtype());
        double kind = random.nextDouble();
        if (kind > 0.2) {
          gradients.put(parameter, kind > 0.4 ? gradient : gradient.mul(0));
        }
      }
      for (ParameterGroup group : optimizer.groups()) {
        group.setLearningRate(group.learningRate() * (0.5 + random.nextDouble()));
      }
      optimizer.step(Gradients.of(gradients));
    }

    Map<String, Tensor> outcome() {
      Map<String, Tensor> all = new LinkedHashMap<>(ModelState.of(network).values());
      all.putAll(optimizer.state());
      return all;
    }
  }

  @Property(tries = 6)
  void goOnToTheSameBits(
      @ForAll @IntRange(max = 12) int before,
      @ForAll @IntRange(min = 1, max = 8) int after,
      @ForAll long seed)
      throws IOException {
    Path file = Files.createTempFile("state", ".safetensors");
    try {
      for (DType dtype : List.of(DType.FLOAT32, DType.FLOAT64)) {
        for (int i = 0; i < RULES.size(); i++) {
          UpdateRule second = RULES.get(Math.floorMod(i + seed, RULES.size()));
          assertGoesOn(file, dtype, RULES.get(i), second, before, after, seed);
        }
      }
    } finally {
      Files.delete(file);
    }
  }

  private static void assertGoesOn(
      Path file,
      DType dtype,
      UpdateRule first,
      UpdateRule second,
      int before,
      int after,
      long seed) {
    Lesson undisturbed = new Lesson(dtype, first, second, RandomSource.of(seed));
    Tensor frozen = undisturbed.network.parameters().get("0/bias").tensor().copy();
    for (int step = 0; step < before; step++) {
      undisturbed.step();
    }
    Checkpoint.of(undisturbed.network, undisturbed.optimizer).write(file);
    RandomSource same = RandomSource.restore(undisturbed.random.state());
    Lesson resumed = new Lesson(dtype, first, second, same);
    Checkpoint.read(file).restoreTo(resumed.network, resumed.optimizer);
    for (int step = 0; step < after; step++) {
      undisturbed.step();
      resumed.step();
    }
    assertEquals(undisturbed.outcome(), resumed.outcome(), first + " and " + second);
    assertEquals(frozen, resumed.network.parameters().get("0/bias").tensor());
  }
}
