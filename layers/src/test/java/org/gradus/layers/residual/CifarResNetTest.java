package org.gradus.layers.residual;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.activation.Identity;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.gradus.layers.summary.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class CifarResNetTest {
  private static final Shape IMAGE = Shape.of(1, 3, 32, 32);
  private static final Plugins PLUGINS = Plugins.load();

  private static Summary summary(CifarResNet network) {
    Sequential model = network.create(PLUGINS);
    model.build(IMAGE, RandomSource.of(1));
    return Summary.of(model, IMAGE);
  }

  /** He et al. 2016, table 6, in millions. */
  @ParameterizedTest
  @CsvSource({"20, 0.27, 2", "32, 0.46, 2", "44, 0.66, 2", "56, 0.85, 2", "110, 1.7, 1"})
  void hasThePublishedNumberOfParameters(int depth, double millions, int digits) {
    long parameters = summary(CifarResNet.ofDepth(depth)).parameters();
    double unit = Math.pow(10, digits);
    assertEquals(millions, Math.round(parameters / 1e6 * unit) / unit);
    assertEquals(closedForm(depth), parameters);
    assertEquals(closedForm(depth), summary(CifarResNet.ofDepth(depth).plain()).parameters());
  }

  /**
   * Convolutions 3×3 of 3 to 16 channels, 2 n of 16 to 16, one of 16 to 32 and 2 n − 1 of 32 to 32,
   * one of 32 to 64 and 2 n − 1 of 64 to 64; two numbers for each channel after each of them; and
   * 64 · 10 weights and 10 biases.
   */
  private static long closedForm(int depth) {
    long n = (depth - 2L) / 6;
    long kernels = 3 * 16 + 2 * n * 16 * 16 + 16 * 32 + (2 * n - 1) * 32 * 32;
    kernels += 32 * 64 + (2 * n - 1) * 64 * 64;
    long channels = 16 + 2 * n * (16 + 32 + 64);
    return 9 * kernels + 2 * channels + 64 * 10 + 10;
  }

  @Test
  void projectionsHaveWeightsOfTheirOwn() {
    long plain = summary(CifarResNet.ofDepth(20)).parameters();
    Summary projected = summary(CifarResNet.ofDepth(20).with(CifarResNet.Connections.PROJECTED));
    assertEquals(plain + 16 * 32 + 2 * 32 + 32 * 64 + 2 * 64, projected.parameters());
  }

  @Test
  void countsMultiplyAddsOfTheThreeStages() {
    long first = 1024L * 9 * (3 * 16 + 6 * 16 * 16);
    long second = 256L * 9 * (16 * 32 + 5 * 32 * 32);
    long third = 64L * 9 * (32 * 64 + 5 * 64 * 64);
    long products =
        summary(CifarResNet.ofDepth(20)).rows().stream()
            .filter(row -> row.type().equals("Convolution") || row.type().equals("Linear"))
            .mapToLong(Summary.Row::multiplyAdds)
            .sum();
    assertEquals(first + second + third + 640, products);
  }

  @ParameterizedTest
  @EnumSource
  void runsInEveryOrder(OperationOrder order) {
    Sequential model =
        CifarResNet.ofDepth(8)
            .with(order)
            .withClasses(7)
            .withBranchEnd(new Identity())
            .create(PLUGINS);
    assertEquals(Shape.of(2, 7), model.build(Shape.of(2, 3, 8, 8), RandomSource.of(1)));
    assertEquals(Shape.of(3, 7), model.forward(Tensor.ones(3, 3, 8, 8)).shape());
  }

  @Test
  void isMadeOfJson() {
    Sequential.Config config = CifarResNet.ofDepth(20).config();
    Module same = PLUGINS.kind(ModuleProvider.class).createFromJson(PLUGINS.write(config));
    assertEquals(config, same.config());
  }

  @Test
  void refusesOtherDepths() {
    IllegalArgumentException depth =
        assertThrows(IllegalArgumentException.class, () -> CifarResNet.ofDepth(18));
    assertEquals(
        "[cifar-res-net] depth is out of range: expected 6 n + 2 for an n of at least 1, such as 20,"
            + " 32, 44, 56 or 110, got 18.",
        depth.getMessage());
  }
}
