package org.gradus.layers.initialization;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.gradus.core.linear.LinearAlgebra;
import org.gradus.core.random.RandomSource;
import org.gradus.core.tensor.DType;
import org.gradus.core.tensor.Shape;
import org.gradus.core.tensor.ShapeException;
import org.gradus.core.tensor.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrthogonalTest {
  private static Tensor draw(double gain, RandomSource random, int... sizes) {
    return new Orthogonal(gain).create(DType.FLOAT64, Shape.of(sizes), random);
  }

  @ParameterizedTest
  @CsvSource({"4, 4, 1", "3, 5, 2", "5, 3, 0.5", "1, 7, 1", "7, 1, 3", "64, 100, 1.25", "1, 1, 1"})
  void rowsOrColumnsAreOrthonormal(int rows, int columns, double gain) {
    Tensor w = draw(gain, RandomSource.of(1), rows, columns);
    boolean wide = rows <= columns;
    Tensor gram = LinearAlgebra.matmul(w, w, !wide, wide);

    int count = Math.min(rows, columns);
    Tensor expected =
        new Identity()
            .create(DType.FLOAT64, Shape.of(count, count), RandomSource.of(1))
            .mul(gain * gain);
    assertTrue(gram.isClose(expected, 0, 1e-13), gram::toString);
  }

  @Test
  void kernelsAreMatricesOfTheirOutputs() {
    Tensor w = draw(1, RandomSource.of(1), 4, 2, 3).reshape(4, 6);
    Tensor gram = LinearAlgebra.matmul(w, w, false, true);
    Tensor one = new Identity().create(DType.FLOAT64, Shape.of(4, 4), RandomSource.of(1));
    assertTrue(gram.isClose(one, 0, 1e-14), gram::toString);
  }

  /**
   * For Haar's distribution on the orthogonal matrices of size n ≥ 4 the moments of the trace are E
   * t = 0, E t² = 1, E t⁴ = 3 (Diaconis and Shahshahani 1994). Without the signs of R the diagonal
   * is biased.
   */
  @Test
  void isUniformOnTheGroup() {
    int draws = 20_000;
    RandomSource random = RandomSource.of(5);
    double[] traces = new double[draws];
    for (int i = 0; i < draws; i++) {
      Tensor w = draw(1, random, 4, 4);
      for (int k = 0; k < 4; k++) {
        traces[i] += w.get(k, k);
      }
    }
    new Sample(traces).assertMoments(0, 1, 3);
  }

  @Test
  void refusesVectors() {
    ShapeException thrown =
        assertThrows(ShapeException.class, () -> draw(1, RandomSource.of(1), 3));
    assertEquals(
        "[orthogonal] the shape is no matrix: expected a weight (outputs, inputs, kernel …), got 1"
            + " axes. Shape: (3).",
        thrown.getMessage());
  }
}
