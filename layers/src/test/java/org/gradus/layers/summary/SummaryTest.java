package org.gradus.layers.summary;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.layers.activation.Relu;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.linear.Linear;
import org.junit.jupiter.api.Test;

class SummaryTest {
  private static Sequential perceptron() {
    Sequential model =
        Sequential.of(
            Sequential.of(Linear.of(100), new Relu()), Linear.of(100), new Relu(), Linear.of(10));
    model.build(Shape.of(1, 40), RandomSource.of(1));
    return model;
  }

  @Test
  void isATable() {
    assertEquals(
        """
        path   type        output    parameters  multiply-adds
        .      Sequential  (1, 10)            0              0
        0      Sequential  (1, 100)           0              0
        0/0    Linear      (1, 100)       4,100          4,000
        0/1    Relu        (1, 100)           0              0
        1      Linear      (1, 100)      10,100         10,000
        2      Relu        (1, 100)           0              0
        3      Linear      (1, 10)        1,010          1,000
        total                            15,210         15,000
        """,
        Summary.of(perceptron(), Shape.of(1, 40)).toString());
  }

  @Test
  void countsMultiplyAddsOfTheWholeBatch() {
    Summary summary = Summary.of(perceptron(), Shape.of(100, 40));
    assertEquals(1_500_000, summary.multiplyAdds());
    assertEquals(15_210, summary.parameters());
    assertEquals(
        new Summary.Row("3", "Linear", Shape.of(100, 10), 1010, 100_000), summary.rows().get(6));
  }

  @Test
  void describesASingleModule() {
    assertEquals(
        """
        path   type  output  parameters  multiply-adds
        .      Relu  (2, 3)           0              0
        total                         0              0
        """,
        Summary.of(new Relu(), Shape.of(2, 3)).toString());
  }
}
