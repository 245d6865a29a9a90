package org.gradus.layers.normalization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.normalization.EpsilonPlacement;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.contract.NormalizerContract;
import org.gradus.layers.linear.Linear;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.Normalizer;
import org.gradus.layers.module.NormalizerProvider;
import org.gradus.layers.summary.Summary;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NormalizersTest {
  private static final Shape IMAGES = Shape.of(3, 4, 2, 2);
  private static final Shape VECTORS = Shape.of(3, 4);

  @TestFactory
  Stream<DynamicTest> keepTheirContract() {
    return Stream.of(
            check(BatchNorm.create(), VECTORS),
            check(BatchNorm.create().withMomentum(0.3), IMAGES),
            check(BatchNorm.create().withCumulativeAverage().withoutAffine(), IMAGES),
            check(BatchNorm.create().withoutStatistics(), VECTORS),
            check(BatchNorm.create().withEpsilon(0.1, EpsilonPlacement.OUTSIDE_ROOT), VECTORS),
            check(LayerNorm.create(), VECTORS),
            check(LayerNorm.create().withAxes(2).withEpsilon(1e-3), Shape.of(2, 3, 4)),
            check(LayerNorm.create().withoutBias(), VECTORS),
            check(LayerNorm.create().withoutAffine(), VECTORS),
            check(RmsNorm.create(), VECTORS),
            check(RmsNorm.create().withEpsilon(0.1).withoutWeight(), IMAGES),
            check(GroupNorm.of(2), VECTORS),
            check(GroupNorm.of(2).withEpsilon(0.1), IMAGES),
            check(GroupNorm.of(4).withoutAffine(), IMAGES),
            check(InstanceNorm.create(), IMAGES),
            check(InstanceNorm.create().withAffine().withEpsilon(0.1), IMAGES),
            check(InstanceNorm.create().withAffine().withStatistics(0.1), IMAGES),
            check(new LocalResponseNorm(3), IMAGES),
            check(new LocalResponseNorm(2, 0.5, 0.5, 2), IMAGES))
        .flatMap(test -> test);
  }

  private static Stream<DynamicTest> check(Normalizer normalizer, Shape input) {
    return Stream.of(
        DynamicTest.dynamicTest(
            normalizer.config() + " of " + input,
            () -> NormalizerContract.check(normalizer.config(), input)));
  }

  @TestFactory
  Stream<DynamicTest> normalizedWeightsKeepTheirContract() {
    // Power iterations that have converged: gradients take the singular vectors for constants.
    return Stream.of(
            WeightNorm.of(Linear.of(3)),
            WeightNorm.of(Linear.of(3)).withExtent(WeightNorm.Extent.WHOLE),
            SpectralNorm.of(Linear.of(3)).withIterations(500))
        .map(
            module ->
                DynamicTest.dynamicTest(
                    module.config().toString(),
                    () -> ModuleContract.check(module.config(), VECTORS)));
  }

  @Test
  void areTheirOwnKind() {
    assertEquals(
        List.of(
            "gradus:batch-norm",
            "gradus:group-norm",
            "gradus:instance-norm",
            "gradus:layer-norm",
            "gradus:local-response-norm",
            "gradus:rms-norm"),
        Plugins.load().kind(NormalizerProvider.class).names().stream()
            .filter(name -> name.startsWith("gradus:"))
            .toList());
  }

  @Test
  void describeThemselves() {
    Module network = Sequential.of(Linear.of(100), BatchNorm.create());
    network.build(Shape.of(1, 40), RandomSource.of(1));

    assertEquals(
        """
        path   type        output    parameters  multiply-adds
        .      Sequential  (1, 100)           0              0
        0      Linear      (1, 100)       4,100          4,000
        1      BatchNorm   (1, 100)         200            100
        total                             4,300          4,100
        """,
        Summary.of(network, Shape.of(1, 40)).toString());
  }

  @Test
  void refuseWhatTheyCannotNormalize() {
    assertEquals(
        "[batch-norm] the input does not fit: expected (N, C, …), C at least 1, got (4).",
        buildMessage(BatchNorm.create(), Shape.of(4)));
    assertEquals(
        "[batch-norm] the input does not fit: expected (N, C, …), C at least 1, got (2, 0).",
        buildMessage(BatchNorm.create(), Shape.of(2, 0)));
    assertEquals(
        "[layer-norm] the input does not fit: expected (examples, …) with 2 axes of features last,"
            + " got (3, 4).",
        buildMessage(LayerNorm.create().withAxes(2), VECTORS));
    assertEquals(
        "[layer-norm] one feature has no variance: expected at least 2 features, got 1. Shape: (3,"
            + " 1).",
        buildMessage(LayerNorm.create(), Shape.of(3, 1)));
    assertEquals(
        "[group-norm] the channels do not divide into groups: expected (N, C, …) with C a multiple"
            + " of 3, got (3, 4).",
        buildMessage(GroupNorm.of(3), VECTORS));
    assertEquals(
        "[group-norm] a group of one number has no variance: expected at least 2 numbers, got 1."
            + " Shape: (3, 4).",
        buildMessage(GroupNorm.of(4), VECTORS));
    assertEquals(
        "[instance-norm] the input does not fit: expected (N, C, positions …), got (3, 4).",
        buildMessage(InstanceNorm.create(), VECTORS));
    assertEquals(
        "[rms-norm] the input does not fit: expected (examples, …) with 1 axis of features last,"
            + " got (4).",
        buildMessage(RmsNorm.create(), Shape.of(4)));
  }

  private static String buildMessage(Module module, Shape input) {
    return assertThrows(ShapeException.class, () -> module.build(input, RandomSource.of(1)))
        .getMessage();
  }

  @Test
  void nameThePathOfWhatDoesNotFit() {
    Module network = Sequential.of(new LocalResponseNorm(3), GroupNorm.of(3));
    assertEquals(
        "[group-norm] the channels do not divide into groups: expected (N, C, …) with C a multiple"
            + " of 3, got (3, 4). At 1.",
        buildMessage(network, VECTORS));
  }

  @Test
  void refuseSettingsOutOfRange() {
    assertEquals(
        "[batch-norm] momentum is out of range: expected above 0 and at most 1, got 0.0.",
        settingMessage(() -> BatchNorm.create().withMomentum(0)));
    assertEquals(
        "[group-norm] groups is out of range: expected at least 1, got 0.",
        settingMessage(() -> GroupNorm.of(0)));
    assertEquals(
        "[layer-norm] epsilon is out of range: expected a finite number of at least 0, got -1.0.",
        settingMessage(() -> LayerNorm.create().withEpsilon(-1)));
    assertEquals(
        "[local-response-norm] k is out of range: expected a finite number above 0, got 0.0.",
        settingMessage(() -> new LocalResponseNorm(3, 1, 1, 0)));
  }

  private static String settingMessage(Runnable body) {
    return assertThrows(IllegalArgumentException.class, body::run).getMessage();
  }

  @Test
  void askToBeBuilt() {
    BuildException thrown =
        assertThrows(BuildException.class, () -> LayerNorm.create().forward(Tensor.zeros(2, 3)));
    assertEquals(
        "[layer-norm] the module has no parameters yet: expected build(inputShape, random) first,"
            + " got a forward pass.",
        thrown.getMessage());
    BuildException weight =
        assertThrows(BuildException.class, () -> WeightNorm.of(Linear.of(2)).weight());
    assertEquals(
        "[weight-norm] the module has no parameters yet: expected build(inputShape, random) first,"
            + " got a call that needs them.",
        weight.getMessage());
  }
}
