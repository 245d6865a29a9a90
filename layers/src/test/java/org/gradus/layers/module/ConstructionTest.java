package org.gradus.layers.module;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.List;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Normal;
import org.gradus.layers.linear.Linear;
import org.junit.jupiter.api.Test;

class ConstructionTest {
  private static final Normal NORMAL = new Normal(0, 1);
  private static final Shape SHAPE = Shape.of(2, 3);
  private static final Fans FANS = Fans.of(SHAPE);

  @Test
  void parametersHaveStreamsOfTheirOwn() {
    Construction construction = Construction.of(DType.FLOAT64, RandomSource.of(1));
    Tensor weight = construction.parameter("weight", SHAPE, FANS, NORMAL).tensor();
    Tensor bias = construction.parameter("bias", SHAPE, FANS, NORMAL).tensor();

    assertNotEquals(weight, bias);
    assertEquals(weight, construction.parameter("weight", SHAPE, FANS, NORMAL).tensor());
    assertEquals(NORMAL.create(DType.FLOAT64, SHAPE, RandomSource.of(1).stream("weight")), weight);
  }

  @Test
  void storedValuesAreAskedForByPath() {
    List<String> asked = new ArrayList<>();
    Construction construction =
        Construction.restoring(
            DType.FLOAT32,
            (path, dtype, shape) -> {
              asked.add(path + " " + dtype + " " + shape);
              return Tensor.ones(dtype, shape);
            });
    Module model = Sequential.of(Linear.of(2), Sequential.of(Linear.of(1).withoutBias()));
    model.build(Shape.of(1, 3), construction);

    assertEquals(
        List.of("0/weight FLOAT32 (2, 3)", "0/bias FLOAT32 (2)", "1/0/weight FLOAT32 (1, 2)"),
        asked);
    // 3 inputs of 1 and a bias of 1, twice, summed.
    assertEquals(Tensor.of(new float[][] {{8}}), model.forward(Tensor.ones(1, 3)));
    assertEquals(Tensor.scalar(1), construction.buffer("steps", Tensor.scalar(0)).tensor());
  }
}
