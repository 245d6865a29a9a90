package org.gradus.layers.activation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ActivationTest {
  @Test
  void sigmoidIsItsDefinition() {
    double[] y = new Sigmoid().forward(Tensor.of(0d, Math.log(3), -800, 800)).toDoubles();
    assertEquals(0.5, y[0]);
    assertEquals(0.75, y[1], 1e-15);
    assertEquals(0, y[2], 1e-300);
    assertEquals(1, y[3]);
  }

  @Test
  void tanhIsItsDefinition() {
    double[] y = new Tanh().forward(Tensor.of(0d, Math.log(2), -800, 800)).toDoubles();
    assertEquals(0, y[0]);
    assertEquals(0.6, y[1], 1e-15);
    assertEquals(-1, y[2]);
    assertEquals(1, y[3]);
  }

  @Test
  void reluIsItsDefinition() {
    assertEquals(
        Tensor.of(0f, 0f, 2f, Float.MAX_VALUE),
        new Relu().forward(Tensor.of(-3f, 0f, 2f, Float.MAX_VALUE)));
  }

  @TestFactory
  Stream<DynamicTest> areMadeOfJson() {
    Plugins plugins = Plugins.load();
    return Stream.of(new Relu(), new Sigmoid(), new Tanh())
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.getClass().getSimpleName(),
                    () -> {
                      Module same = plugins.create(module.config());
                      assertEquals(module, same);
                      assertEquals(Shape.of(2, 3), same.build(Shape.of(2, 3), RandomSource.of(1)));
                    }));
  }
}
