package org.gradus.datasets.sequence;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class PaddingTest {
  private final List<int[]> tokens = List.of(new int[] {5}, new int[] {}, new int[] {6, 7, 8});

  @Test
  void padsToTheLongest() {
    assertArrayEquals(
        new int[][] {{5, 0, 0}, {0, 0, 0}, {6, 7, 8}}, Padding.atEnd(0).pad(tokens).toIntRows());
    assertArrayEquals(
        new int[][] {{9, 9, 5}, {9, 9, 9}, {6, 7, 8}}, Padding.atStart(9).pad(tokens).toIntRows());
  }

  @Test
  void padsNothing() {
    assertEquals(Shape.of(0, 0), Padding.atEnd(0).pad(List.of()).shape());
    assertEquals(Shape.of(1, 0), Padding.atEnd(0).pad(List.of(new int[0])).shape());
  }

  @Test
  void padsVectors() {
    Tensor one = Tensor.of(new float[][] {{1, 2}});
    Tensor two = Tensor.of(new float[][] {{3, 4}, {5, 6}});
    assertEquals(
        Tensor.of(1f, 2f, -1f, -1f, 3f, 4f, 5f, 6f).reshape(2, 2, 2),
        Padding.atEnd(-1).pad(one, two));
    assertEquals(
        Tensor.of(-1f, -1f, 1f, 2f, 3f, 4f, 5f, 6f).reshape(2, 2, 2),
        Padding.atStart(-1).pad(one, two));
  }

  @Test
  void refusesFractionsAmongIntegers() {
    Padding half = Padding.atEnd(0.5);
    assertEquals(
        "[padding] value is out of range: expected an integer for integers, got 0.5.",
        assertThrows(IllegalArgumentException.class, () -> half.pad(tokens)).getMessage());
  }

  @Test
  void refusesVectorsOfDifferentSizes() {
    Padding padding = Padding.atEnd(0);
    Tensor two = Tensor.zeros(3, 2);
    Tensor three = Tensor.zeros(1, 3);
    assertThrows(ShapeException.class, () -> padding.pad(two, three));
    assertThrows(IllegalArgumentException.class, () -> padding.pad());
  }
}
