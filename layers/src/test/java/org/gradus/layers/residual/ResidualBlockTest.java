package org.gradus.layers.residual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Identity;
import org.gradus.layers.activation.Tanh;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.convolution.Convolution;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.Module;
import org.gradus.layers.normalization.BatchNorm;
import org.gradus.layers.normalization.LayerNorm;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResidualBlockTest {
  private static final Plugins PLUGINS = Plugins.load();

  private static ResidualBlock.Config twoLayers(OperationOrder order) {
    return ResidualBlock.Config.of(order, Linear.of(4).config(), Linear.of(4).config());
  }

  private static List<String> branch(ResidualBlock.Config config) {
    Module branch = ResidualBlock.of(config, PLUGINS).children().get("branch");
    return branch.children().values().stream()
        .map(module -> module.getClass().getSimpleName())
        .toList();
  }

  @ParameterizedTest
  @EnumSource
  void keepsTheContract(OperationOrder order) {
    ModuleContract.check(
        twoLayers(order)
            .withActivation(new Tanh())
            .withNorm(new LayerNorm.Config())
            .withScale(0.5)
            .withBranchEnd(new Identity()),
        Shape.of(2, 4));
  }

  @Test
  void keepsTheContractWithConvolutions() {
    ModuleContract.check(
        ResidualBlock.Config.of(
                OperationOrder.ADDITION_BEFORE_LAST_ACTIVATION,
                Convolution.of(3, 3, 3).withStride(2).withPadding(1).withoutBias().config())
            .withActivation(new Tanh())
            .withNorm(new BatchNorm.Config())
            .withShortcut(new ZeroPaddedShortcut(3, 2)),
        Shape.of(2, 2, 4, 3));
  }

  @Test
  void ordersTheOperations() {
    ResidualBlock.Config last = twoLayers(OperationOrder.ACTIVATION_LAST);
    assertEquals(List.of("Linear", "Relu", "Linear", "Relu"), branch(last));
    assertEquals(
        List.of("Linear", "BatchNorm", "Relu", "Linear", "BatchNorm", "Relu"),
        branch(last.withNorm(new BatchNorm.Config())));

    ResidualBlock.Config first = twoLayers(OperationOrder.ACTIVATION_FIRST);
    assertEquals(
        List.of("BatchNorm", "Relu", "Linear", "BatchNorm", "Relu", "Linear", "Identity"),
        branch(first.withNorm(new BatchNorm.Config()).withBranchEnd(new Identity())));

    ResidualBlock.Config addition = twoLayers(OperationOrder.ADDITION_BEFORE_LAST_ACTIVATION);
    assertEquals(
        List.of("Linear", "BatchNorm", "Relu", "Linear", "BatchNorm"),
        branch(addition.withNorm(new BatchNorm.Config())));
    assertEquals(
        List.of("branch", "after"),
        List.copyOf(ResidualBlock.of(addition, PLUGINS).children().keySet()));
  }

  /** What figure 11.5 says of its order a, and why one takes b instead. */
  @Test
  void withTheActivationLastABlockAddsWhatIsNotNegativeOnly() {
    Tensor x = Tensor.of(new float[][] {{1, -2, 3, -4}, {-1, 0.5f, -3, 2}, {2, 2, -2, 1}});
    assertTrue(smallestAddition(OperationOrder.ACTIVATION_LAST, x) >= 0);
    assertTrue(smallestAddition(OperationOrder.ACTIVATION_FIRST, x) < 0);
  }

  private static double smallestAddition(OperationOrder order, Tensor x) {
    ResidualBlock block = ResidualBlock.of(twoLayers(order), PLUGINS);
    block.build(x.shape(), RandomSource.of(3));
    return block.forward(x).sub(x).min().item();
  }

  @Test
  void zeroPaddedShortcutsTakeEverySecondPixel() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, Shape.of(1, 1, 3, 3));
    ZeroPaddedShortcut shortcut = new ZeroPaddedShortcut(2, 2);

    assertEquals(Shape.of(1, 2, 2, 2), shortcut.build(x.shape(), RandomSource.of(1)));
    assertEquals(
        Tensor.of(new float[] {1, 3, 7, 9, 0, 0, 0, 0}, Shape.of(1, 2, 2, 2)), shortcut.forward(x));

    ShapeException channels =
        assertThrows(
            ShapeException.class, () -> shortcut.build(Shape.of(1, 3, 3, 3), RandomSource.of(1)));
    assertEquals(
        "[zero-padded-shortcut] the input does not fit: expected at most 2 channels, (N, C, L) or"
            + " (N, C, H, W), got (1, 3, 3, 3).",
        channels.getMessage());
  }

  @Test
  void refusesABlockWithoutLayers() {
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () -> ResidualBlock.Config.of(OperationOrder.ACTIVATION_FIRST));
    assertEquals(
        "[residual-block] layers is out of range: expected at least one, got none.",
        none.getMessage());
  }
}
