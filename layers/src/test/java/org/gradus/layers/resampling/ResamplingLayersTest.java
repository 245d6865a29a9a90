package org.gradus.layers.resampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.resampling.Interpolation;
import org.gradus.core.resampling.PaddingMode;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.module.Module;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ResamplingLayersTest {
  static Stream<Module.Config> layers() {
    return Stream.of(
        Padding.of(PaddingMode.REFLECT, 1, 2),
        new Padding(List.of(0, 1), List.of(2, 3), PaddingMode.CIRCULAR),
        ConstantPadding.of(0.5, 1, 2),
        new ConstantPadding(List.of(-1, 1), List.of(1, -2), 3),
        Upsampling.of(2, 3),
        Upsampling.of(2, 2).with(Interpolation.LINEAR),
        Resizing.of(2, 5),
        Resizing.of(5, 3).with(Interpolation.LINEAR_ALIGNED));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void keepTheContract(Module.Config layer) {
    ModuleContract.check(layer, Shape.of(2, 2, 3, 4));
  }

  @Test
  void keepTheContractOnSequences() {
    ModuleContract.check(Padding.of(PaddingMode.REPLICATE, 2), Shape.of(2, 2, 3));
    ModuleContract.check(Upsampling.of(3).with(Interpolation.LINEAR), Shape.of(2, 2, 3));
  }

  @Test
  void resample() {
    Tensor x = Tensor.of(new float[] {1, 2, 3}, Shape.of(1, 1, 3));
    assertEquals(
        Tensor.of(new float[] {1, 1, 2, 2, 3, 3}, Shape.of(1, 1, 6)), Upsampling.of(2).forward(x));
    assertEquals(
        Tensor.of(new float[] {1, 1.5f, 2, 2.5f, 3}, Shape.of(1, 1, 5)),
        Resizing.of(5).with(Interpolation.LINEAR_ALIGNED).forward(x));
    assertEquals(
        Tensor.of(new float[] {7, 1, 2, 3, 7}, Shape.of(1, 1, 5)),
        ConstantPadding.of(7, 1).forward(x));
  }

  @Test
  void refuseWhatDoesNotFit() {
    IllegalArgumentException factors =
        assertThrows(IllegalArgumentException.class, () -> Upsampling.of(2, 0));
    assertEquals(
        "[upsampling] factors do not fit: expected 1 number for sequences or 2 for images, each at"
            + " least 1, got [2, 0].",
        factors.getMessage());

    IllegalArgumentException sides =
        assertThrows(
            IllegalArgumentException.class,
            () -> new Padding(List.of(1), List.of(1, 2), PaddingMode.ZEROS));
    assertEquals(
        "[padding] before and after do not fit: expected as many numbers, got [1] and [1, 2].",
        sides.getMessage());

    ShapeException room =
        assertThrows(
            ShapeException.class,
            () -> Padding.of(PaddingMode.REFLECT, 2).build(Shape.of(1, 1, 2), RandomSource.of(1)));
    assertEquals(
        "[pad] the padding is too long at axis 2: expected at most 1 elements, got 2. Shape: (1, 1,"
            + " 2).",
        room.getMessage());
    assertEquals(
        Shape.of(1, 0, 4),
        new Padding(List.of(0), List.of(2), PaddingMode.CIRCULAR)
            .build(Shape.of(1, 0, 2), RandomSource.of(1)));

    ShapeException axes =
        assertThrows(
            ShapeException.class,
            () -> Resizing.of(2, 2).build(Shape.of(1, 2, 3), RandomSource.of(1)));
    assertEquals(
        "[resizing] the input does not fit: expected (N, C, H, W), got (1, 2, 3).",
        axes.getMessage());
  }
}
