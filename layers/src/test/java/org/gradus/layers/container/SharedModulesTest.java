package org.gradus.layers.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;

/** Modules that are in more than one place. */
class SharedModulesTest {
  /** A stranger's container, whose child can be anything, also a module that contains it. */
  private static final class Wrapper implements Module {
    private Module inside = new Relu();

    @Override
    public Config config() {
      return new Relu();
    }

    @Override
    public Shape build(Shape input, Construction construction) {
      return construction.build("inside", inside, input);
    }

    @Override
    public Tensor forward(Tensor x, Context context) {
      return context.forward("inside", inside, x);
    }

    @Override
    public Map<String, Module> children() {
      return Map.of("inside", inside);
    }
  }

  private static BuildException refused(Module model) {
    return assertThrows(
        BuildException.class, () -> model.build(Shape.of(1, 4), RandomSource.of(1)));
  }

  @Test
  void refusesAModuleWithinItself() {
    Wrapper wrapper = new Wrapper();
    wrapper.inside = Sequential.of(new Relu(), wrapper);
    assertEquals(
        "[build] a module contains itself: expected a tree of modules, got the module at 0 again."
            + " At 0/inside/1.",
        refused(Sequential.of(wrapper)).getMessage());
    assertEquals(
        "[build] a module contains itself: expected a tree of modules, got the module at inside"
            + " again. At inside/1/inside.",
        refused(wrapper).getMessage());
  }

  @Test
  void refusesAContainerInTwoPlaces() {
    Sequential twice = Sequential.of(Linear.of(4), new Relu());
    assertEquals(
        "[build] a module is in two places: expected a tree of modules, got the module at 0 again."
            + " At 2/0. Hint: every place in a network needs a module of its own.",
        refused(Sequential.of(twice, new Relu(), Sequential.of(twice))).getMessage());
  }

  @Test
  void aModuleWithoutStateMayBeInManyPlaces() {
    Relu relu = new Relu();
    Sequential model = Sequential.of(relu, Linear.of(3), relu);
    assertEquals(Shape.of(1, 3), model.build(Shape.of(1, 4), RandomSource.of(1)));
  }
}
