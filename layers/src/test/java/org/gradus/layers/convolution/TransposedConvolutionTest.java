package org.gradus.layers.convolution;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.layers.contract.ModuleContract;
import org.gradus.layers.initialization.Constant;
import org.gradus.layers.initialization.Fans;
import org.gradus.layers.initialization.Initializer;
import org.gradus.layers.summary.Summary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TransposedConvolutionTest {
  static Stream<TransposedConvolution> convolutions() {
    return Stream.of(
        TransposedConvolution.of(2, 2, 3),
        TransposedConvolution.of(3, 3, 3).withStride(2).withPadding(1).withOutputPadding(1),
        TransposedConvolution.of(4, 2, 2).withStride(3, 1).withGroups(2).withoutBias(),
        TransposedConvolution.of(2, 2, 2).withDilation(2).withBias(Constant.ones()));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void keepsTheContract(TransposedConvolution convolution) {
    ModuleContract.check(convolution.config(), Shape.of(2, 4, 3, 2));
  }

  @Test
  void keepsTheContractOnSequences() {
    ModuleContract.check(TransposedConvolution.of(2, 3).withStride(2).config(), Shape.of(2, 3, 4));
  }

  @Test
  void addsTheKernelStrideByStride() {
    TransposedConvolution convolution =
        TransposedConvolution.of(1, 3).withStride(2).withBias(new Constant(1));
    convolution.build(Shape.of(1, 1, 2), RandomSource.of(1));
    convolution
        .ownParameters()
        .get("weight")
        .set(Tensor.of(new float[] {1, 10, 100}, Shape.of(1, 1, 3)));

    // 2 · (1, 10, 100, 0, 0) + 3 · (0, 0, 1, 10, 100) + 1.
    assertEquals(
        Tensor.of(new float[] {3, 21, 204, 31, 301}, Shape.of(1, 1, 5)),
        convolution.forward(Tensor.of(new float[] {2, 3}, Shape.of(1, 1, 2))));
  }

  @Test
  void startsAsPytorchDoes() {
    TransposedConvolution convolution = TransposedConvolution.of(8, 5, 5).withGroups(2);
    convolution.build(Shape.of(1, 60, 3, 3), RandomSource.of(1));

    assertEquals(Shape.of(60, 4, 5, 5), convolution.parameters().get("weight").shape());
    double largest = convolution.parameters().get("weight").tensor().abs().max().item();
    assertTrue(largest <= 0.1 && largest > 0.09, "1/√(4 · 25) bounds " + largest);
    double bias = convolution.parameters().get("bias").tensor().abs().max().item();
    assertTrue(bias <= 0.1, "1/√(4 · 25) bounds " + bias);
  }

  @Test
  void initializersTakeInputsAndOutputsForWhatTheyAre() {
    List<Fans> seen = new ArrayList<>();
    Initializer observing =
        (dtype, shape, fans, random) -> {
          seen.add(fans);
          return Tensor.zeros(dtype, shape);
        };
    TransposedConvolution.of(6, 3, 2)
        .withGroups(2)
        .withWeight(observing)
        .build(Shape.of(1, 4, 5, 5), RandomSource.of(1));

    assertEquals(4 / 2 * 6, seen.get(0).in());
    assertEquals(6 / 2 * 6, seen.get(0).out());
  }

  @Test
  void outputPaddingUndoesTheRoundingOfTheStride() {
    Shape images = Shape.of(1, 2, 8, 7);
    Convolution down = Convolution.of(3, 3, 3).withStride(2).withPadding(1);
    Shape small = down.build(images, RandomSource.of(1));
    assertEquals(Shape.of(1, 3, 4, 4), small);

    TransposedConvolution up = TransposedConvolution.of(2, 3, 3).withStride(2).withPadding(1);
    assertEquals(Shape.of(1, 2, 7, 7), up.build(small, RandomSource.of(1)));
    TransposedConvolution longer =
        TransposedConvolution.of(2, 3, 3).withStride(2).withPadding(1).withOutputPadding(1);
    assertEquals(Shape.of(1, 2, 8, 8), longer.build(small, RandomSource.of(1)));
    assertEquals(4 * 4 * 3 * 2 * 9, Summary.of(longer, small).multiplyAdds());
  }

  @Test
  void refusesWhatDoesNotFit() {
    IllegalArgumentException padding =
        assertThrows(
            IllegalArgumentException.class,
            () -> TransposedConvolution.of(2, 3).withStride(2).withOutputPadding(2));
    assertEquals(
        "[transposed-convolution] outputPadding does not fit: expected for each axis a number from"
            + " 0 to less than its stride, got [2].",
        padding.getMessage());

    ShapeException cut =
        assertThrows(
            ShapeException.class,
            () ->
                TransposedConvolution.of(2, 3)
                    .withPadding(2)
                    .build(Shape.of(1, 2, 2), RandomSource.of(1)));
    assertEquals(
        "[transposed-convolution] the padding cuts everything off at axis 2: expected a result of"
            + " at least 1, got 0.",
        cut.getMessage());
  }
}
