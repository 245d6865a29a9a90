package org.gradus.core.indexing;

import static org.gradus.core.tensor.Refusals.assertRefused;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.DTypeException;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;

class IndexingTest {
  private static final Tensor X = Tensor.of(new double[][] {{1, 2, 3}, {4, 5, 6}});

  @Test
  void takeReplacesTheAxisByThoseOfTheIndex() {
    Tensor index = Tensor.of(new int[][] {{2, 0}, {1, 1}});
    Tensor y = Indexing.take(X, index, 1);
    assertEquals(Shape.of(2, 2, 2), y.shape());
    assertEquals(Tensor.of(new double[][] {{6, 4}, {5, 5}}), y.select(0, 1));
    assertEquals(Tensor.of(4.0, 5, 6), Indexing.take(X, Tensor.scalar(1), 0));
    assertEquals(Shape.of(0, 3), Indexing.take(X, Tensor.of(new int[0]), 0).shape());
    assertEquals(Tensor.of(3, 3), Indexing.take(Tensor.of(1, 2, 3), Tensor.of(2, 2), 0));
  }

  @Test
  void gradientsOfWhatIsChosenTwiceAddUp() {
    Tensor x = X.tracked();
    Tensor y = Indexing.take(x, Tensor.of(1, 1, 0), 0).sum();
    assertEquals(Tensor.of(new double[][] {{1, 1, 1}, {2, 2, 2}}), y.backward().of(x));
    Tensor z = Indexing.at(x, Tensor.of(0, 0, 1), Tensor.of(2, 2, 0)).sum();
    assertEquals(Tensor.of(new double[][] {{0, 0, 2}, {1, 0, 0}}), z.backward().of(x));
  }

  @Test
  void indicesOutOfRangeAreRefused() {
    for (int bad : new int[] {-1, 2}) {
      Tensor index = Tensor.of(0, bad);
      String tail =
          "] an index is out of range: expected 0 to 1, got "
              + bad
              + " at position 1 of the indices.";
      assertRefused(
          IndexOutOfBoundsException.class, "[take" + tail, () -> Indexing.take(X, index, 0));
      assertRefused(
          IndexOutOfBoundsException.class,
          "[index-add" + tail,
          () -> Indexing.indexAdd(X, 0, index, X));
      assertRefused(IndexOutOfBoundsException.class, "[one-hot" + tail, () -> oneHot(index));
      assertRefused(
          IndexOutOfBoundsException.class,
          "[gather" + tail,
          () -> Indexing.gather(X, 0, index.unsqueeze(0)));
      assertRefused(
          IndexOutOfBoundsException.class,
          "[scatter-add" + tail,
          () -> Indexing.scatterAdd(X, 0, index.unsqueeze(0), X.slice(0, 0, 1).slice(1, 0, 2)));
      assertRefused(
          IndexOutOfBoundsException.class,
          "[at" + tail,
          () -> Indexing.at(X, index, Tensor.of(0, 0)));
    }
  }

  private static Tensor oneHot(Tensor index) {
    return Indexing.oneHot(index, 2, DType.FLOAT32);
  }

  @Test
  void indicesOfOtherTypesAndShapesAreRefused() {
    assertRefused(
        DTypeException.class,
        "[take] wrong element type: expected INT32 indices (cast converts), got FLOAT64.",
        () -> Indexing.take(X, Tensor.of(1.0), 0));
    assertRefused(
        ShapeException.class,
        "[gather] the index does not fit: expected the same number of axes, none larger but axis 1,"
            + " got (3, 1). Shape: (2, 3).",
        () -> Indexing.gather(X, 1, Tensor.of(new int[][] {{0}, {0}, {0}})));
    assertRefused(
        ShapeException.class,
        "[scatter-add] source and index differ in shape: expected (1, 2), got (2, 3)."
            + " Shape: (2, 3).",
        () -> Indexing.scatterAdd(X, 0, Tensor.of(new int[][] {{0, 1}}), X));
    assertRefused(
        ShapeException.class,
        "[index-add] source and index do not fit: expected an index of one axis and a source of"
            + " (1, 3), got (1) and (2, 3). Shape: (2, 3).",
        () -> Indexing.indexAdd(X, 0, Tensor.of(0), X));
    assertRefused(
        ShapeException.class,
        "[at] the coordinates do not name every axis: expected 2 index tensors, got 1."
            + " Shape: (2, 3).",
        () -> Indexing.at(X, Tensor.of(0)));
    assertRefused(
        DTypeException.class,
        "[where] wrong element type: expected an INT32 mask, got FLOAT64.",
        () -> Indexing.maskedFill(X, X, 0));
    assertRefused(
        ShapeException.class,
        "[lower-triangle] no matrix: expected at least two axes, got 1 axes. Shape: (2).",
        () -> Indexing.lowerTriangle(Tensor.zeros(2), 0));
  }

  @Test
  void oneHotIsOneAtTheIndex() {
    assertEquals(Tensor.of(new float[][] {{0, 1}, {1, 0}}), oneHot(Tensor.of(1, 0)));
    assertRefused(
        ShapeException.class,
        "[shape] a size is negative: expected sizes of at least 0, got [1, -1].",
        () -> Indexing.oneHot(Tensor.of(0), -1, DType.FLOAT32));
    assertRefused(
        ShapeException.class,
        "[shape] too many elements for one tensor: expected at most 2147483647, got the product of"
            + " [2, 2147483647].",
        () -> Indexing.oneHot(Tensor.of(0, 1), Integer.MAX_VALUE, DType.FLOAT32));
    assertEquals(Tensor.of(0, 0, 1), Indexing.oneHot(Tensor.scalar(2), 3, DType.INT32));
  }

  @Test
  void equalElementsKeepTheirOrder() {
    Tensor x = Tensor.of(2.0, 1, Double.NaN, 2, 1);
    Indexing.Sorted up = Indexing.sort(x, 0, false);
    assertEquals(Tensor.of(1, 4, 0, 3, 2), up.indices());
    assertEquals(Tensor.of(1.0, 1, 2, 2, Double.NaN), up.values());
    assertEquals(Tensor.of(2, 0, 3, 1, 4), Indexing.sort(x, 0, true).indices());
    Indexing.Sorted integers = Indexing.sort(Tensor.of(3, -1, 2), 0, false);
    assertEquals(Tensor.of(-1, 2, 3), integers.values());
  }

  @Test
  void asManyAsThereAreCanBeTheLargest() {
    assertEquals(Tensor.of(new double[][] {{3, 2}, {6, 5}}), topTwo(X));
    assertEquals(Shape.of(2, 0), Indexing.topK(X, 0, 1, true).values().shape());
    assertRefused(
        ShapeException.class,
        "[top-k] not so many elements: expected 0 to 3, got 4. Shape: (2, 3).",
        () -> Indexing.topK(X, 4, 1, true));
  }

  private static Tensor topTwo(Tensor x) {
    return Indexing.topK(x, 2, 1, true).values();
  }

  @Test
  void trianglesAndDiagonals() {
    assertEquals(Tensor.of(new double[][] {{1, 0, 0}, {4, 5, 0}}), Indexing.lowerTriangle(X, 0));
    assertEquals(Tensor.of(new double[][] {{0, 2, 3}, {0, 0, 6}}), Indexing.upperTriangle(X, 1));
    assertEquals(Tensor.of(1.0, 5), Indexing.diagonal(X, 0, 1));
    assertEquals(Tensor.of(1.0, 5), Indexing.diagonal(X.transpose(), 1, 0));
  }
}
