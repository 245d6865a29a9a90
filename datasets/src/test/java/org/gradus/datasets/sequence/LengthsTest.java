package org.gradus.datasets.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.gradus.core.gradcheck.GradCheck;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.gradus.core.tensor.Tensors;
import org.junit.jupiter.api.Test;

class LengthsTest {
  private final Lengths lengths = Lengths.of(2, 0, 3);

  @Test
  void tellsTheLengths() {
    assertEquals(Tensor.of(2, 0, 3), lengths.tensor());
    assertArrayEquals(new int[] {2, 0, 3}, lengths.toInts());
    assertEquals(3, lengths.longest());
    assertEquals(5, lengths.total());
    assertEquals(0, Lengths.of().longest());
    assertEquals("[2, 0, 3]", lengths.toString());
  }

  @Test
  void ordersTheLongestFirst() {
    assertArrayEquals(new int[] {2, 0, 3, 1}, Lengths.of(2, 0, 3, 2).longestFirst());
  }

  @Test
  void findsTheLengthsOfWhatIsPadded() {
    Tensor padded = Tensor.of(new int[][] {{5, 6, 0}, {0, 0, 0}, {0, 0, 7}, {1, 2, 3}});
    assertArrayEquals(new int[] {2, 0, 3, 3}, Lengths.ofPadded(padded, 0).toInts());
  }

  @Test
  void masks() {
    assertEquals(
        Tensor.of(new double[][] {{1, 1, 0, 0}, {0, 0, 0, 0}, {1, 1, 1, 0}}),
        lengths.mask(4, DType.FLOAT64));
    assertEquals(Shape.of(0, 4), Lengths.of().mask(4, DType.INT32).shape());
  }

  @Test
  void packsWithoutPadding() {
    Tensor padded = Tensor.of(new int[][] {{1, 2, 9}, {9, 9, 9}, {3, 4, 5}});
    assertEquals(Tensor.of(1, 2, 3, 4, 5), lengths.pack(padded));
    assertEquals(
        Tensor.of(new int[][] {{1, 2, 0}, {0, 0, 0}, {3, 4, 5}}),
        lengths.unpack(lengths.pack(padded), 0));
  }

  @Property
  void unpacksWhatItPacked(
      @ForAll @Size(min = 1, max = 6) List<@IntRange(max = 5) Integer> sizes, @ForAll long seed) {
    Lengths drawn = Lengths.of(sizes.stream().mapToInt(size -> size).toArray());
    Shape shape = Shape.of(drawn.total(), 3);
    Tensor packed = Tensors.uniform(DType.FLOAT32, shape, -1, 1, RandomSource.of(seed));
    Tensor padded = drawn.unpack(packed, 7);
    assertEquals(Shape.of(sizes.size(), drawn.longest(), 3), padded.shape());
    assertEquals(packed, drawn.pack(padded));
  }

  @Test
  void letsGradientsFlowBack() {
    Tensor padded = Tensors.uniform(DType.FLOAT64, Shape.of(3, 3, 2), -1, 1, RandomSource.of(1));
    GradCheck.of(x -> lengths.unpack(lengths.pack(x[0]).square(), 2)).check(padded);
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertEquals(
        "[lengths] a length is out of range: expected at least 0, got -1.",
        assertThrows(IllegalArgumentException.class, () -> Lengths.of(1, -1)).getMessage());
    assertEquals(
        "[lengths] a sequence is longer than what it is padded to: expected at most 2 steps, got"
            + " 3.",
        assertThrows(ShapeException.class, () -> lengths.mask(2, DType.INT32)).getMessage());
    Tensor two = Tensor.zeros(2, 4);
    assertEquals(
        "[lengths] the padded sequences do not fit: expected (3, steps, …), got (2, 4).",
        assertThrows(ShapeException.class, () -> lengths.pack(two)).getMessage());
    Tensor four = Tensor.zeros(4, 1);
    assertEquals(
        "[lengths] the packed sequences do not fit: expected (5, …), got (4, 1).",
        assertThrows(ShapeException.class, () -> lengths.unpack(four, 0)).getMessage());
    Tensor flat = Tensor.of(1, 2);
    assertEquals(
        "[lengths] the tokens do not fit: expected (sequences, steps), got (2).",
        assertThrows(ShapeException.class, () -> Lengths.ofPadded(flat, 0)).getMessage());
  }
}
