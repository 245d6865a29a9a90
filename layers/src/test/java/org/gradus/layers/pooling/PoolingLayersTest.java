package org.gradus.layers.pooling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.window.Window;
import org.gradus.core.window.Windows;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PoolingLayersTest {
  private static final Tensor IMAGE =
      Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9}, Shape.of(1, 1, 3, 3));

  static Stream<Module.Config> layers() {
    return Stream.of(
        MaxPooling.of(2, 2),
        MaxPooling.of(3, 2).withStride(2).withPadding(1).withCeil(),
        MaxPooling.of(2, 2).withStride(1).withDilation(2, 1),
        AveragePooling.of(2, 2),
        AveragePooling.of(3, 3).withStride(2).withPadding(1).withoutPaddingCounted(),
        new AveragePooling(Windows.of(2, 2), true, true, Optional.of(3)),
        AdaptiveMaxPooling.of(2, 3),
        AdaptiveAveragePooling.of(3, 2),
        new GlobalMaxPooling(),
        new GlobalAveragePooling());
  }

  @ParameterizedTest
  @MethodSource("layers")
  void keepTheContract(Module.Config layer) {
    ModuleContract.check(layer, Shape.of(2, 2, 5, 4));
  }

  static Stream<Module.Config> layersOfSequences() {
    return Stream.of(
        MaxPooling.of(2),
        AveragePooling.of(3).withStride(2).withCeil(),
        AdaptiveMaxPooling.of(2),
        AdaptiveAveragePooling.of(3),
        new GlobalMaxPooling(),
        new GlobalAveragePooling());
  }

  @ParameterizedTest
  @MethodSource("layersOfSequences")
  void keepTheContractOnSequences(Module.Config layer) {
    ModuleContract.check(layer, Shape.of(2, 2, 6));
  }

  @Test
  void windowsLieSideBySideByDefault() {
    assertEquals(
        List.of(Window.of(2).withStride(2), Window.of(3).withStride(3)),
        MaxPooling.of(2, 3).windows());
    assertEquals(List.of(Window.of(4).withStride(2)), AveragePooling.of(4).withStride(2).windows());
  }

  @Test
  void poolImages() {
    assertEquals(
        Tensor.of(new float[] {5, 6, 8, 9}, Shape.of(1, 1, 2, 2)),
        MaxPooling.of(2, 2).withStride(1).forward(IMAGE));
    assertEquals(
        Tensor.of(new float[] {5}, Shape.of(1, 1, 1, 1)), AveragePooling.of(3, 3).forward(IMAGE));
    assertEquals(Tensor.of(new float[][] {{5}}), new GlobalAveragePooling().forward(IMAGE));
    assertEquals(Tensor.of(new float[][] {{9}}), new GlobalMaxPooling().forward(IMAGE));
    assertEquals(
        Tensor.of(new float[] {2, 3, 5, 6, 8, 9}, Shape.of(1, 1, 3, 2)),
        AdaptiveMaxPooling.of(3, 2).forward(IMAGE));
  }

  @Test
  void refuseWhatDoesNotFit() {
    assertRefused(
        "[max-pooling] the input does not fit: expected (N, C, H, W), got (1, 3, 3).",
        MaxPooling.of(2, 2));
    assertRefused(
        "[adaptive-average-pooling] the input does not fit: expected (N, C, H, W), got (1, 3, 3).",
        AdaptiveAveragePooling.of(2, 2));

    ShapeException empty =
        assertThrows(
            ShapeException.class,
            () -> new GlobalMaxPooling().build(Shape.of(1, 2), RandomSource.of(1)));
    assertEquals(
        "[global-max-pooling] the input does not fit: expected (N, C, L) or (N, C, H, W), got (1,"
            + " 2).",
        empty.getMessage());

    for (Tensor x : List.of(Tensor.ones(1, 2), Tensor.ones(3), Tensor.ones(1, 2, 0))) {
      assertRefusedForward("global-average-pooling", new GlobalAveragePooling(), x);
      assertRefusedForward("global-max-pooling", new GlobalMaxPooling(), x);
    }

    IllegalArgumentException parts =
        assertThrows(IllegalArgumentException.class, () -> AdaptiveMaxPooling.of(0, 2));
    assertEquals(
        "[adaptive-max-pooling] parts do not fit: expected 1 number for sequences or 2 for images,"
            + " each at least 1, got [0, 2].",
        parts.getMessage());

    IllegalArgumentException divisor =
        assertThrows(
            IllegalArgumentException.class,
            () -> new AveragePooling(Windows.of(2), false, true, Optional.of(0)));
    assertEquals(
        "[average-pooling] divisor is out of range: expected at least 1, got 0.",
        divisor.getMessage());
  }

  private static void assertRefusedForward(String name, Module layer, Tensor x) {
    ShapeException exception = assertThrows(ShapeException.class, () -> layer.forward(x));
    assertEquals(
        "[%s] the input does not fit: expected (N, C, L) or (N, C, H, W), got %s."
            .formatted(name, x.shape()),
        exception.getMessage());
  }

  private static void assertRefused(String message, Module layer) {
    ShapeException exception =
        assertThrows(
            ShapeException.class, () -> layer.build(Shape.of(1, 3, 3), RandomSource.of(1)));
    assertEquals(message, exception.getMessage());
  }
}
