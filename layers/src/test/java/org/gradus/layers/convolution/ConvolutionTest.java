package org.gradus.layers.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.plugin.Plugins;
import org.gradus.core.random.RandomSource;
import org.gradus.core.resampling.PaddingMode;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.gradus.core.window.Windows;
import org.gradus.layers.container.Sequential;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.module.BuildException;
import org.gradus.layers.module.Module;
import org.gradus.layers.module.ModuleProvider;
import org.gradus.layers.summary.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ConvolutionTest {
  private static final Shape IMAGES = Shape.of(2, 4, 5, 4);

  static Stream<Convolution> convolutions() {
    return Stream.of(
        Convolution.of(2, 3, 3),
        Convolution.of(3, 2, 3).withStride(2, 1).withPadding(1),
        Convolution.of(4, 3, 2).withSamePadding().withGroups(2).withoutBias(),
        Convolution.of(8, 2, 2).withDilation(2, 1).withGroups(4),
        Convolution.of(2, 3, 3).withPadding(2, 1).withPadding(PaddingMode.REFLECT),
        Convolution.of(2, 1, 1).withIn(4).withBias(Constant.ones()));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void keepsTheContract(Convolution convolution) {
    ModuleContract.check(convolution.config(), IMAGES);
  }

  @Test
  void keepsTheContractOnSequences() {
    ModuleContract.check(
        Convolution.of(4, 3).withStride(2).withPadding(1).withGroups(2).config(),
        Shape.of(2, 4, 6));
    ModuleContract.check(
        Convolution.of(2, 3).withPadding(1).withPadding(PaddingMode.CIRCULAR).config(),
        Shape.of(2, 3, 4));
  }

  @Test
  void sumsWhatTheKernelShows() {
    Convolution convolution =
        Convolution.of(1, 3, 3)
            .withPadding(1)
            .withWeight(Constant.ones())
            .withBias(new Constant(10));
    convolution.build(Shape.of(1, 1, 3, 3), RandomSource.of(1));

    // Ones: 4 of them at a corner, 6 at an edge, 9 in the middle.
    assertEquals(
        Tensor.of(new float[] {14, 16, 14, 16, 19, 16, 14, 16, 14}, Shape.of(1, 1, 3, 3)),
        convolution.forward(Tensor.ones(1, 1, 3, 3)));
  }

  @Test
  void padsWithTheOtherEnd() {
    Convolution convolution =
        Convolution.of(1, 2)
            .withSamePadding()
            .withPadding(PaddingMode.CIRCULAR)
            .withWeight(Constant.ones())
            .withoutBias();
    convolution.build(Shape.of(1, 1, 3), RandomSource.of(1));

    assertEquals(
        Tensor.of(new float[] {3, 6, 5}, Shape.of(1, 1, 3)),
        convolution.forward(Tensor.of(new float[] {1, 2, 4}, Shape.of(1, 1, 3))));
  }

  @Test
  void startsAsPytorchDoes() {
    Convolution convolution = Convolution.of(60, 5, 5).withGroups(2);
    convolution.build(Shape.of(1, 8, 9, 9), RandomSource.of(1));

    assertEquals(Shape.of(60, 4, 5, 5), convolution.parameters().get("weight").shape());
    for (var parameter : convolution.parameters().values()) {
      double largest = parameter.tensor().abs().max().item();
      assertTrue(largest <= 0.1 && largest > 0.09, "1/√(4 · 25) bounds " + largest);
    }
  }

  @Test
  void anInputReachesTheOutputsOfItsGroup() {
    List<Fans> seen = new ArrayList<>();
    Initializer observing =
        (dtype, shape, fans, random) -> {
          seen.add(fans);
          return Tensor.zeros(dtype, shape);
        };
    Convolution depthwise = Convolution.of(6, 3, 3).withGroups(6).withWeight(observing);
    depthwise.build(Shape.of(1, 6, 5, 5), RandomSource.of(1));

    assertEquals(9, seen.get(0).in());
    assertEquals(9, seen.get(0).out());
  }

  @Test
  void isRescaledWhateverItsPadding() {
    Convolution convolution =
        Convolution.of(2, 1, 1).withPadding(2).withPadding(PaddingMode.REFLECT).withoutBias();
    convolution.build(Shape.of(1, 2, 3, 3), RandomSource.of(1));
    Tensor x = Tensor.full(DType.FLOAT32, Shape.of(1, 2, 3, 3), 3);
    Tensor scale = Tensor.of(2f, 4f);

    // Powers of two are exact.
    assertEquals(
        convolution.forward(x).detach().mul(scale.reshape(2, 1, 1)),
        convolution.rescaled(scale, Tensor.zeros(2)).forward(x).detach());
  }

  @Test
  void countsParametersAndMultiplyAdds() {
    Convolution convolution = Convolution.of(32, 3, 3).withStride(2).withPadding(1).withGroups(4);
    convolution.build(Shape.of(1, 16, 32, 32), RandomSource.of(1));
    Summary summary = Summary.of(convolution, Shape.of(1, 16, 32, 32));

    assertEquals(32 * 4 * 9 + 32, summary.parameters());
    assertEquals(32 * 16 * 16 * 4 * 9, summary.multiplyAdds());
  }

  @Test
  void isMadeOfJson() {
    Convolution convolution = Convolution.of(6, 5, 3).withStride(2).withPadding(2, 1);
    String json =
        "{\"out\": 6, \"windows\": [{\"kernel\": 5, \"stride\": 2, \"before\": 2, \"after\": 2},"
            + " {\"kernel\": 3, \"stride\": 2, \"before\": 1, \"after\": 1}]}";
    Module made = Plugins.load().kind(ModuleProvider.class).create("convolution", json);

    assertEquals(convolution.config(), made.config());
    assertEquals(Optional.of(3), Convolution.of(6, 5).withIn(3).config().in());
    assertEquals(Windows.of(5, 3), Convolution.of(6, 5, 3).config().windows());
    assertEquals(
        new Window(4, 1, 1, 2, 1),
        Convolution.of(6, 4).withSamePadding().config().windows().get(0));
  }

  @Test
  void refusesInputsThatDoNotFit() {
    Sequential model = Sequential.of(Convolution.of(6, 3, 3).withIn(3));
    ShapeException channels =
        assertThrows(
            ShapeException.class, () -> model.build(Shape.of(1, 4, 5, 5), RandomSource.of(1)));
    assertEquals(
        "[convolution] the input does not fit: expected (N, 3, H, W), got (1, 4, 5, 5). At 0.",
        channels.getMessage());

    Convolution grouped = Convolution.of(6, 3).withGroups(3);
    ShapeException groups =
        assertThrows(
            ShapeException.class, () -> grouped.build(Shape.of(1, 4, 5), RandomSource.of(1)));
    assertEquals(
        "[convolution] the input channels do not fit the groups: expected a multiple of 3, got 4."
            + " Shape: (1, 4, 5).",
        groups.getMessage());

    Convolution large = Convolution.of(6, 7, 7);
    ShapeException size =
        assertThrows(
            ShapeException.class, () -> large.build(Shape.of(1, 4, 8, 5), RandomSource.of(1)));
    assertEquals(
        "[convolution] the window is longer than the padded axis: expected at most 5 elements, got"
            + " 7.",
        size.getMessage());

    Convolution reflecting =
        Convolution.of(6, 5, 5).withSamePadding().withPadding(PaddingMode.REFLECT);
    ShapeException room =
        assertThrows(
            ShapeException.class, () -> reflecting.build(Shape.of(1, 1, 2, 2), RandomSource.of(1)));
    assertEquals(
        "[pad] the padding is too long at axis 2: expected at most 1 elements, got 2. Shape: (1, 1,"
            + " 2, 2).",
        room.getMessage());

    model.build(Shape.of(1, 3, 5, 5), RandomSource.of(1));
    ShapeException run =
        assertThrows(ShapeException.class, () -> model.forward(Tensor.ones(1, 4, 5, 5)));
    assertEquals(
        "[convolve] the channels do not fit the weight: expected 3 channels in 1 groups, got 4."
            + " Shapes: (1, 4, 5, 5), (6, 3, 3, 3). At 0.",
        run.getMessage());
  }

  @Test
  void refusesBadSettings() {
    IllegalArgumentException groups =
        assertThrows(IllegalArgumentException.class, () -> Convolution.of(6, 3, 3).withGroups(4));
    assertEquals(
        "[convolution] out does not fit the groups: expected a positive multiple of 4, got 6.",
        groups.getMessage());

    IllegalArgumentException windows =
        assertThrows(IllegalArgumentException.class, () -> Convolution.of(6));
    assertEquals(
        "[window] the number of windows is out of range: expected 1 for sequences or 2 for images,"
            + " got 0.",
        windows.getMessage());
  }

  @Test
  void refusesToRunBeforeItIsBuiltAndToBeBuiltTwice() {
    Convolution convolution = Convolution.of(2, 3);
    BuildException early =
        assertThrows(BuildException.class, () -> convolution.forward(Tensor.ones(1, 2, 5)));
    assertEquals(
        "[convolution] the module has no parameters yet: expected build(inputShape, random) first,"
            + " got a forward pass.",
        early.getMessage());

    convolution.build(Shape.of(1, 2, 5), RandomSource.of(1));
    BuildException again =
        assertThrows(
            BuildException.class, () -> convolution.build(Shape.of(1, 2, 5), RandomSource.of(1)));
    assertEquals(
        "[convolution] the module was built before: expected one build, got a second one. Hint:"
            + " every place in a network needs a module of its own.",
        again.getMessage());
    assertEquals(DType.FLOAT32, convolution.parameters().get("bias").dtype());
  }
}
