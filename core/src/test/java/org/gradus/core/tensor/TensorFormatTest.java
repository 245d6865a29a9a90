package org.gradus.core.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/**
 * Expected texts are NumPy's: from its documentation ("Array creation", "NumPy quickstart",
 * "numpy.set_printoptions", release notes of 1.14) where so said, else by the rules stated there:
 * precision 8, threshold 1000, edge items 3, line width 75, unique shortest digits, and powers of
 * ten if the largest is at least 1e8, the smallest below 1e-4 or their ratio above 1000.
 */
class TensorFormatTest {
  @Test
  void integersOfTheQuickstart() {
    assertEquals(
        """
        [[ 0  1  2  3  4]
         [ 5  6  7  8  9]
         [10 11 12 13 14]]""",
        Tensors.range(15).reshape(3, 5).toString());
    assertEquals("[0 1 2 3 4 5]", Tensors.range(6).toString());
    assertEquals(
        """
        [[[ 0  1  2  3]
          [ 4  5  6  7]
          [ 8  9 10 11]]

         [[12 13 14 15]
          [16 17 18 19]
          [20 21 22 23]]]""",
        Tensors.range(24).reshape(2, 3, 4).toString());
    assertEquals("[   0    1    2 ... 9997 9998 9999]", Tensors.range(10000).toString());
    assertEquals(
        """
        [[   0    1    2 ...   97   98   99]
         [ 100  101  102 ...  197  198  199]
         [ 200  201  202 ...  297  298  299]
         ...
         [9700 9701 9702 ... 9797 9798 9799]
         [9800 9801 9802 ... 9897 9898 9899]
         [9900 9901 9902 ... 9997 9998 9999]]""",
        Tensors.range(10000).reshape(100, 100).toString());
  }

  @Test
  void floatsAreAlignedAtThePoint() {
    assertEquals("[1. 2. 3.]", Tensor.of(1f, 2f, 3f).toString());
    assertEquals("[1.  2.5]", Tensor.of(1.0, 2.5).toString());
    assertEquals("[-1.5  10.    0.25]", Tensor.of(-1.5f, 10f, 0.25f).toString());
    assertEquals("[0.1 0.2]", Tensor.of(0.1f, 0.2f).toString());
    assertEquals("[0.33333333 3.14159265]", Tensor.of(1 / 3.0, Math.PI).toString());
    // linspace(0, 2, 9) of the quickstart.
    assertEquals(
        "[0.   0.25 0.5  0.75 1.   1.25 1.5  1.75 2.  ]",
        Tensors.linspace(DType.FLOAT64, 0, 2, 9).toString());
    assertEquals("[-0.  0.]", Tensor.of(-0.0, 0.0).toString());
  }

  @Test
  void powersOfTenWhereSizesDiffer() {
    assertEquals("[1.e-05 1.e+00]", Tensor.of(1e-5, 1).toString());
    assertEquals("[1.0e+10 1.5e+00]", Tensor.of(1e10, 1.5).toString());
    assertEquals("[ 1.e+08 -1.e+00  0.e+00]", Tensor.of(1e8, -1, 0).toString());
    assertEquals("[1.00000000e-01 1.23456789e+05]", Tensor.of(0.1, 123456.789).toString());
    // The digits of float32 are its own: not those of 0.1 rounded to float and read as double.
    assertEquals("[1.0000000e-01 1.2345679e+05]", Tensor.of(0.1f, 123456.79f).toString());
    assertEquals("[1.e-300 1.e+300]", Tensor.of(1e-300, 1e300).toString());
  }

  @Test
  void nanAndInfinities() {
    assertEquals("[nan  1.]", Tensor.of(Double.NaN, 1).toString());
    assertEquals(
        "[ inf -inf  nan]",
        Tensor.of(Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, Float.NaN).toString());
  }

  /** Release notes of 1.14: a 0-d array prints as the scalar does. */
  @Test
  void scalarsPrintAsThemselves() {
    assertEquals("1.0", Tensor.scalar(1f).toString());
    assertEquals("-0.0", Tensor.scalar(-0.0).toString());
    assertEquals("7", Tensor.scalar(7).toString());
    assertEquals("0.1", Tensor.scalar(0.1f).toString());
    assertEquals("3.141592653589793", Tensor.scalar(Math.PI).toString());
    assertEquals("123456789.0", Tensor.scalar(123456789.0).toString());
    assertEquals("1e-05", Tensor.scalar(1e-5).toString());
    assertEquals("1.5e+16", Tensor.scalar(1.5e16).toString());
    assertEquals("nan", Tensor.scalar(Double.NaN).toString());
    assertEquals("-inf", Tensor.scalar(Double.NEGATIVE_INFINITY).toString());
  }

  @Test
  void nothingPrintsAsNothing() {
    assertEquals("[]", Tensor.zeros(0).toString());
    assertEquals("[]", Tensor.zeros(2, 0).toString());
  }

  @Test
  void longLinesAreBrokenWhereNumpyBreaksThem() {
    assertEquals(
        """
        [ 0  1  2  3  4  5  6  7  8  9 10 11 12 13 14 15 16 17 18 19 20 21 22 23
         24 25 26 27 28 29]""",
        Tensors.range(30).toString());
  }
}
