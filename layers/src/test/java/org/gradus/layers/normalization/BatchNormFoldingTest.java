package org.gradus.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.gradus.core.normalization.EpsilonPlacement;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Construction;
import org.gradus.layers.module.Context;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;

class BatchNormFoldingTest {
  private static final Tensor X = input();

  private static Tensor input() {
    double[] values = new double[8 * 3];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    return Tensor.of(values, Shape.of(8, 3));
  }

  @Test
  void doesTheSameWithoutBatchNorms() {
    Sequential network =
        Sequential.of(
            Linear.of(4),
            BatchNorm.create(),
            new Tanh(),
            Sequential.of(
                Linear.of(5).withoutBias(),
                BatchNorm.create().withEpsilon(0.1, EpsilonPlacement.OUTSIDE_ROOT)),
            BatchNorm.create());
    network.build(X.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    for (int i = 0; i < 3; i++) {
      network.forward(X.mul(i + 1.0), Context.train(RandomSource.of(1)));
    }
    Tensor expected = network.forward(X);

    Sequential folded = BatchNormFolding.fold(network);

    assertTrue(folded.forward(X).isClose(expected, 0, 1e-13));
    assertEquals(expected, network.forward(X), "the network is as it was");
    assertEquals(
        List.of("Linear", "Tanh", "Sequential", "BatchNorm"),
        folded.children().values().stream().map(m -> m.getClass().getSimpleName()).toList());
    Module inner = folded.children().get("2");
    assertEquals(List.of("0/weight", "0/bias"), List.copyOf(inner.parameters().keySet()));
  }

  @Test
  void foldsIntoConvolutions() {
    Sequential network =
        Sequential.of(
            Convolution.of(4, 3, 2).withPadding(1).withGroups(2).withDilation(2).withoutBias(),
            BatchNorm.create());
    double[] values = new double[3 * 2 * 5 * 4];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    Tensor images = Tensor.of(values, Shape.of(3, 2, 5, 4));
    network.build(images.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    network.forward(images, Context.train(RandomSource.of(1)));

    Sequential folded = BatchNormFolding.fold(network);

    assertEquals(1, folded.children().size());
    assertTrue(folded.forward(images).isClose(network.forward(images), 0, 1e-13));
  }

  @Test
  void asksForStatistics() {
    Linear linear = Linear.of(4);
    linear.build(X.shape(), RandomSource.of(1));
    BatchNorm without = BatchNorm.create().withoutStatistics();
    without.build(Shape.of(8, 4), RandomSource.of(1));

    IllegalStateException thrown =
        assertThrows(IllegalStateException.class, () -> BatchNormFolding.fold(linear, without));
    assertEquals(
        "[batch-norm] there are no running statistics: expected a built module that tracks them,"
            + " got one that does not.",
        thrown.getMessage());
  }

  @Test
  void leavesBatchNormsOfStepsAlone() {
    // As many steps as features: the wrong fold would run, and give something else.
    Sequential network = Sequential.of(Linear.of(4), BatchNorm.create());
    double[] values = new double[8 * 4 * 3];
    RandomSource.of(2).fillGaussian(values, 0, values.length);
    Tensor sequences = Tensor.of(values, Shape.of(8, 4, 3));
    network.build(sequences.shape(), Construction.of(DType.FLOAT64, RandomSource.of(1)));
    network.forward(sequences.mul(3).add(1), Context.train(RandomSource.of(1)));

    Sequential folded = BatchNormFolding.fold(network);

    assertEquals(network.forward(sequences), folded.forward(sequences));
    assertEquals(2, folded.children().size());
  }

  @Test
  void refusesChannelsThatAreNotTheOutputs() {
    Linear linear = Linear.of(4);
    linear.build(X.shape(), RandomSource.of(1));
    BatchNorm ofSteps = BatchNorm.create();
    ofSteps.build(Shape.of(8, 4, 4), RandomSource.of(1));
    BatchNorm ofOne = BatchNorm.create();
    ofOne.build(Shape.of(8, 1), RandomSource.of(1));

    String expected =
        "[batch-norm-folding] the channels of the batch norm are not the outputs of the layer:"
            + " expected one built for 2 axes, 4 channels on axis 1, got %s. Shape: (4, 3).";
    ShapeException steps =
        assertThrows(ShapeException.class, () -> BatchNormFolding.fold(linear, ofSteps));
    assertEquals(expected.formatted("3 axes, 4 channels"), steps.getMessage());
    ShapeException one =
        assertThrows(ShapeException.class, () -> BatchNormFolding.fold(linear, ofOne));
    assertEquals(expected.formatted("2 axes, 1 channels"), one.getMessage());
  }
}
