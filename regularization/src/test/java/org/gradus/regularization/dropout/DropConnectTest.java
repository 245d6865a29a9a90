package org.gradus.regularization.dropout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Set;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Context;
import org.gradus.layers.summary.Summary;
import org.junit.jupiter.api.Test;

class DropConnectTest {
  @Test
  void keepsItsContract() {
    ModuleContract.check(DropConnect.of(0.4, Linear.of(3)).config(), Shape.of(2, 4));
    ModuleContract.check(DropConnect.of(0.4, Convolution.of(2, 3)).config(), Shape.of(2, 1, 5));
  }

  /** The unit inputs show each weight; of a row, 0.5 is left of each 0.25, or nothing. */
  @Test
  void dropsWeights() {
    Linear layer = Linear.of(40).withoutBias();
    DropConnect connect = DropConnect.of(0.5, layer);
    connect.build(Shape.of(1, 2), RandomSource.of(1));
    layer.weight().set(Tensor.ones(40, 2).mul(0.25));
    Tensor units = Tensor.of(new float[][] {{1, 0}, {0, 1}});
    Tensor y = connect.forward(units, Context.train(RandomSource.of(2)));
    Set<Float> values = Set.of(0f, 0.5f);
    for (float value : y.toFloats()) {
      assertTrue(values.contains(value));
    }
    Tensor both = connect.forward(Tensor.ones(1, 2), Context.train(RandomSource.of(2)));
    assertEquals(y.sum(0), both.select(0, 0));
    assertEquals(Tensor.ones(2, 40).mul(0.25), connect.forward(units));
  }

  @Test
  void hasTheParametersAndMultiplyAddsOfTheLayer() {
    DropConnect connect = DropConnect.of(0.5, Linear.of(3));
    connect.build(Shape.of(1, 4), RandomSource.of(1));
    Summary summary = Summary.of(connect, Shape.of(2, 4));
    assertEquals(15, summary.parameters());
    assertEquals(24, summary.multiplyAdds());
    assertEquals(Set.of("layer/weight", "layer/bias"), connect.parameters().keySet());
  }

  @Test
  void refusesBadProbabilities() {
    Linear layer = Linear.of(3);
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> DropConnect.of(-0.1, layer));
    assertEquals(
        "[drop-connect] probability is out of range: expected a number from 0 to below 1, got"
            + " -0.1.",
        e.getMessage());
  }
}
